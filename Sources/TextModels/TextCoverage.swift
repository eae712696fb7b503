internal import Encoders
internal import Tensors
internal import Tokenizers

/// How an encoder cuts a set of texts, and how much of them it doesn't see.
public struct TextCoverage: Sendable, Equatable {
    /// A piece of text that the vocabulary doesn't know.
    public struct UnknownPiece: Sendable, Equatable {
        /// The piece.
        public let text: String
        /// How often it occurs.
        public let count: Int
    }

    /// How many texts were looked at.
    public let texts: Int
    /// The encoder's limit in tokens.
    public let limit: Int
    /// The tokens of each text looked at, special ones and those behind the limit included.
    public let lengths: [Int]
    /// Texts cut at the limit; scaled up when not all were looked at.
    public let cutTexts: Int
    /// The mean share of tokens that these lost.
    public let meanLoss: Double
    /// The share of tokens that the vocabulary doesn't know.
    public let unknownShare: Double
    /// The unknown pieces of text, the most frequent first; at most twenty.
    public let unknownPieces: [UnknownPiece]

    /// What is found in a block of texts.
    private struct Findings: Sendable {
        var lengths: [Int] = []
        var (cut, kept, unknown) = (0, 0, 0)
        var loss = 0.0
        var pieces: [String: Int] = [:]

        mutating func take(_ found: Tokenization, of text: String) {
            let length = found.tokens.count + found.droppedCount
            lengths.append(length)
            kept += found.tokens.count
            unknown += found.unknownCount
            if found.droppedCount > 0 {
                cut += 1
                loss += Double(found.droppedCount) / Double(length)
            }
            guard found.unknownCount > 0 else { return }
            let bytes = Array(text.utf8)
            for token in found.tokens where TextCoverage.unknownNames.contains(token.text) {
                guard !token.range.isEmpty, token.range.upperBound <= bytes.count else { continue }
                pieces[String(decoding: bytes[token.range], as: UTF8.self), default: 0] += 1
            }
        }
    }

    /// What vocabularies call what they don't know.
    private static let unknownNames: Set = ["[UNK]", "<unk>", "<|endoftext|>"]
    private static let block = 256

    /// Looks at all texts, or at up to `limit`, evenly spread, so that it stays quick on any corpus.
    public init(
        of texts: [String], by reference: EncoderReference, limit: Int = 2000, with work: Work
    ) throws(TextModelError) {
        let encoder = try work.library.encoder(reference)
        let step = max(1, texts.count / max(1, limit))
        let places = Array(stride(from: 0, to: texts.count, by: step))
        let blocks = work.pool.map((places.count + Self.block - 1) / Self.block) { number -> Findings? in
            guard !work.shouldStop() else { return nil }
            var findings = Findings()
            for place in places[number * Self.block..<min(places.count, (number + 1) * Self.block)] {
                findings.take(encoder.tokenize(texts[place]), of: texts[place])
            }
            return findings
        }
        var all = Findings()
        for block in blocks {
            guard let block else { throw .interrupted }
            all.lengths += block.lengths
            all.cut += block.cut
            all.kept += block.kept
            all.unknown += block.unknown
            all.loss += block.loss
            all.pieces.merge(block.pieces) { $0 + $1 }
        }
        self.texts = places.count
        self.limit = encoder.maximumTokens
        lengths = all.lengths
        cutTexts = min(texts.count, all.cut * step)
        meanLoss = all.cut == 0 ? 0 : all.loss / Double(all.cut)
        unknownShare = all.kept == 0 ? 0 : Double(all.unknown) / Double(all.kept)
        let pieces = all.pieces.map { UnknownPiece(text: $0.key, count: $0.value) }
        unknownPieces = Array(
            pieces.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(20))
    }
}

extension [EncoderReference] {
    /// The most tokens of one text that any of the encoders doesn't read, because they lie behind its limit.
    public func cutTokens(of text: String, with work: Work) throws(TextModelError) -> Int {
        var most = 0
        for reference in self {
            most = Swift.max(most, try work.library.encoder(reference).tokenize(text).droppedCount)
        }
        return most
    }
}
