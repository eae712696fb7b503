/// Ids with the bytes of the text that each came from, up to a limit beyond which they are only counted.
struct PieceList: Sendable {
    struct Piece: Sendable {
        let id: Int32
        let start: Int
        let end: Int
        var isSpecial = false
    }

    let limit: Int
    private(set) var pieces: [Piece] = []
    private(set) var dropped = 0

    init(limit: Int) {
        self.limit = limit
        pieces.reserveCapacity(min(limit, 64))
    }

    mutating func append(_ piece: Piece) {
        if pieces.count < limit { pieces.append(piece) } else { dropped += 1 }
    }
}
