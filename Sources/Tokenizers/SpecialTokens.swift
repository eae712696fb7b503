/// What stands around every text, and how the ranges of its tokens are trimmed.
struct SpecialTokens: Sendable, Equatable {
    /// Spaces that a byte-level piece begins or ends with don't belong to its range.
    struct Trimming: Sendable, Equatable {
        /// Whether the first token's first space was put in, and so has no place in the text.
        let firstSpaceIsAdded: Bool
    }

    var before: [Int32] = []
    var after: [Int32] = []
    var trimming: Trimming?

    var count: Int { before.count + after.count }
}

extension SpecialTokens.Trimming {
    /// Trims the ranges of all pieces; `blanks` tells how many spaces each id begins and ends with.
    func apply(
        to pieces: inout [PieceList.Piece], _ blanks: [(before: UInt16, after: UInt16)],
        in text: UnsafeBufferPointer<UInt8>
    ) {
        for index in pieces.indices {
            var (before, after) = Self.blanks(of: pieces[index], blanks, in: text)
            // more than one space can't have been put in
            if before == 1, firstSpaceIsAdded, index == 0 || pieces[index].start == 0 { before = 0 }
            let end = pieces[index].end
            while before > 0, pieces[index].start < end {
                pieces[index].start = text.scalar(at: pieces[index].start).end
                before -= 1
            }
            while after > 0, pieces[index].end > pieces[index].start {
                pieces[index].end = text.scalar(before: pieces[index].end).start
                after -= 1
            }
        }
    }

    /// A piece's own spaces, or those that an added token took.
    private static func blanks(
        of piece: PieceList.Piece, _ blanks: [(before: UInt16, after: UInt16)],
        in text: UnsafeBufferPointer<UInt8>
    ) -> (before: Int, after: Int) {
        guard piece.isAdded else {
            let id = Int(piece.id)
            return blanks.indices.contains(id) ? (Int(blanks[id].before), Int(blanks[id].after)) : (0, 0)
        }
        var (before, after) = (0, 0)
        var (start, end) = (piece.start, piece.end)
        while start < end, case let next = text.scalar(at: start), next.point.isBlank {
            before += 1
            start = next.end
        }
        while end > piece.start, case let last = text.scalar(before: end), last.point.isBlank {
            after += 1
            end = last.start
        }
        return (before, after)
    }
}

extension UInt32 {
    /// White space, or the letter that byte-level pieces write a space with.
    var isBlank: Bool { self == 0x120 || UnicodeTables.separatorSet.contains(self) }
}
