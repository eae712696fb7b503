/// What becomes of a text with more tokens than an encoder takes.
public enum Truncation: String, Sendable, Equatable, CaseIterable {
    /// Its beginning is kept.
    case head
    /// A quarter of the room keeps its beginning, the rest its end (Sun et al. 2019).
    case headAndTail = "head_tail"
}

/// Ids with the bytes of the text that each came from, up to a limit beyond which they are only counted.
struct PieceList: Sendable {
    struct Piece: Sendable {
        let id: Int32
        var start: Int
        var end: Int
        var isSpecial = false
        /// Whether it was found in the text before words were.
        var isAdded = false
    }

    private let limit: Int
    private let head: Int
    private var kept: [Piece] = []
    /// The number of pieces that were appended.
    private var total = 0

    init(limit: Int, truncation: Truncation = .head) {
        self.limit = max(0, limit)
        head = truncation == .head ? self.limit : self.limit / 4
        kept.reserveCapacity(min(self.limit, 64))
    }

    /// How many pieces found no room.
    var dropped: Int { total - kept.count }

    mutating func append(_ piece: Piece) {
        if total < limit {
            kept.append(piece)
        } else if head < limit {
            // beyond the head, the last ones overwrite each other in a ring
            kept[head + (total - head) % (limit - head)] = piece
        }
        total += 1
    }

    /// What was kept, in reading order.
    var pieces: [Piece] {
        guard total > limit, head < limit else { return kept }
        let oldest = head + (total - head) % (limit - head)
        return Array(kept[..<head] + kept[oldest...] + kept[head..<oldest])
    }
}

extension PieceList.Piece {
    /// An added token where it was found.
    init(_ match: AddedTokens.Match) {
        self.init(
            id: match.token.id, start: match.range.lowerBound, end: match.range.upperBound,
            isSpecial: match.token.isSpecial, isAdded: true)
    }
}
