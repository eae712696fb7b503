/// The pieces of a WordPiece model: those that begin a word, and those that continue one.
struct Vocabulary: Sendable {
    /// The piece of each id.
    let pieces: Pieces
    private let initial: PieceTable
    private let continuing: PieceTable

    /// A vocabulary of which only the first `wordPieces` ids are found in words.
    init(pieces: Pieces, wordPieces: Int, continuingPrefix: String) {
        self.pieces = pieces
        let ids = 0..<min(wordPieces, pieces.count)
        let prefix = Array(continuingPrefix.utf8)
        initial = PieceTable(pieces, ids)
        // bytes, since `##` and a combining mark are two characters, not three
        continuing = PieceTable(
            pieces, ids.filter { pieces[$0].starts(with: prefix) }, dropping: prefix.count)
    }

    /// The id of a piece by its whole spelling.
    func id(of piece: String) -> Int32? { pieces.id(of: piece) }

    /// The longest piece at `start` of `word`, and where it ends.
    func longestPiece(of word: [UInt8], from start: Int, hashes: inout [UInt64]) -> (id: Int32, end: Int)? {
        let table = start == 0 ? initial : continuing
        let reach = min(word.count - start, table.longest)
        hashes.removeAll(keepingCapacity: true)
        var hash = PieceTable.emptyHash
        for offset in 0..<reach {
            hash = PieceTable.extend(hash, by: word[start + offset])
            hashes.append(hash)
        }
        for length in stride(from: reach, to: 0, by: -1) {
            if let id = table.id(of: word[start..<start + length], hash: hashes[length - 1]) {
                return (id, start + length)
            }
        }
        return nil
    }
}
