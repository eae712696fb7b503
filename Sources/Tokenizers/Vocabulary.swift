/// The pieces of a WordPiece model: those that begin a word, and those that continue one.
struct Vocabulary: Sendable {
    /// The spelling of each id.
    let pieces: [String]
    private let initial: PieceTable
    private let continuing: PieceTable
    private let ids: [String: Int32]

    /// A vocabulary whose ids are the places in `pieces`; only the first `wordPieces` are found in words.
    init(pieces: [String], wordPieces: Int, continuingPrefix: String) {
        self.pieces = pieces
        let words = pieces.prefix(wordPieces).enumerated().map { (text: $1, id: Int32($0)) }
        initial = PieceTable(words.map { ($0.text[...].utf8, $0.id) })
        continuing = PieceTable(
            // bytes, since `##` and a combining mark are two characters, not three
            words.filter { $0.text.utf8.starts(with: continuingPrefix.utf8) }
                .map { ($0.text.utf8.dropFirst(continuingPrefix.utf8.count), $0.id) })
        ids = Dictionary(zip(pieces, pieces.indices.map(Int32.init)), uniquingKeysWith: { $1 })
    }

    /// The id of a piece by its whole spelling.
    func id(of piece: String) -> Int32? { ids[piece] }

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
