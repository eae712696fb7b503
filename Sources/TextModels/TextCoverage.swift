internal import Encoders
internal import Tokenizers

/// How much of a set of texts an encoder doesn't see.
public struct TextCoverage: Sendable, Equatable {
    /// The encoder's limit in tokens.
    public let limit: Int
    /// Texts cut at the limit.
    public let cutTexts: Int
    /// The mean share of tokens that these lost.
    public let meanLoss: Double
    /// The share of tokens that the vocabulary doesn't know.
    public let unknownShare: Double

    /// Looks at up to 2,000 texts, evenly spread, so that it stays quick on any corpus; counts are scaled up.
    public init(of texts: [String], by reference: EncoderReference, with work: Work) throws(TextModelError) {
        let encoder = try work.library.encoder(reference)
        let step = max(1, texts.count / 2000)
        var (cut, loss, tokens, unknown) = (0, 0.0, 0, 0)
        for index in stride(from: 0, to: texts.count, by: step) {
            if work.shouldStop() { throw .interrupted }
            let found = encoder.tokenize(texts[index])
            tokens += found.tokens.count
            unknown += found.unknownCount
            if found.droppedCount > 0 {
                cut += 1
                loss += Double(found.droppedCount) / Double(found.droppedCount + found.tokens.count)
            }
        }
        limit = encoder.maximumTokens
        cutTexts = min(texts.count, cut * step)
        meanLoss = cut == 0 ? 0 : loss / Double(cut)
        unknownShare = tokens == 0 ? 0 : Double(unknown) / Double(tokens)
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
