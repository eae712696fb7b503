/// A unigram language model: of all ways to cut a word, the one whose pieces have the greatest sum of scores.
///
/// Source: Kudo 2018. Linear in the bytes of the word; unknown characters that touch become one token.
struct Unigram: TokenModel {
    let pieces: Pieces
    let unknown: Int32?
    private let trie: PieceTrie
    private let scores: [Double]
    /// What an unknown character costs.
    private let unknownScore: Double

    /// Pieces in the order of their ids; those beyond the scores are spelled but not found in words.
    init(pieces: Pieces, scores: [Double], unknown: Int32?) {
        self.pieces = pieces
        self.scores = scores
        self.unknown = unknown
        unknownScore = (scores.min() ?? 0) - 10
        trie = PieceTrie(pieces, count: scores.count)
    }

    func cut(_ word: Word, into list: inout PieceList, _ scratch: inout TokenScratch) {
        let bytes = word.bytes
        scratch.path.reset(bytes.count)
        var start = 0
        while start < bytes.count {
            let length = Self.length(of: bytes[start])
            let before = scratch.path.scores[start]
            var isKnown = false
            trie.forEachPiece(in: bytes, from: start) { id, end in
                scratch.path.offer(before + scores[Int(id)], id, from: start, to: end)
                if end == start + length { isKnown = true }
            }
            let end = min(start + length, bytes.count)
            if !isKnown { scratch.path.offer(before + unknownScore, -1, from: start, to: end) }
            start = end
        }
        append(word, scratch.path.steps(to: bytes.count), to: &list)
    }

    private func append(_ word: Word, _ steps: [UnigramPath.Step], to list: inout PieceList) {
        var unknownFrom: Int?
        func finishUnknown(_ end: Int) {
            guard let start = unknownFrom else { return }
            unknownFrom = nil
            guard let unknown else { return }
            list.append(PieceList.Piece(id: unknown, start: word.starts[start], end: word.ends[end - 1]))
        }
        for step in steps {
            if step.id < 0 || step.id == unknown {
                unknownFrom = unknownFrom ?? step.start
            } else {
                finishUnknown(step.start)
                list.append(
                    PieceList.Piece(
                        id: step.id, start: word.starts[step.start], end: word.ends[step.end - 1]))
            }
        }
        finishUnknown(word.bytes.count)
    }

    /// The bytes of the code point that begins with `lead`.
    private static func length(of lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
}

/// The best ways to reach each byte of a word (Viterbi 1967).
struct UnigramPath: Sendable {
    struct Step {
        let id: Int32
        let start, end: Int
    }

    private(set) var scores: [Double] = []
    private var ids: [Int32] = []
    private var starts: [Int] = []

    mutating func reset(_ count: Int) {
        scores.removeAll(keepingCapacity: true)
        scores.append(contentsOf: repeatElement(0, count: count + 1))
        ids.removeAll(keepingCapacity: true)
        ids.append(contentsOf: repeatElement(-1, count: count + 1))
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(-1, count: count + 1))
    }

    /// Takes a way to `end` if it is the first or better than all before.
    @inline(__always)
    mutating func offer(_ score: Double, _ id: Int32, from start: Int, to end: Int) {
        guard starts[end] < 0 || score > scores[end] else { return }
        scores[end] = score
        ids[end] = id
        starts[end] = start
    }

    /// The best way to `end`, from the beginning.
    func steps(to end: Int) -> [Step] {
        var steps: [Step] = []
        var end = end
        while end > 0, starts[end] >= 0 {
            steps.append(Step(id: ids[end], start: starts[end], end: end))
            end = starts[end]
        }
        return steps.reversed()
    }
}
