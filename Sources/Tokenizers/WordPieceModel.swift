/// WordPiece over words that other stages than BERT's own have made: the longest known pieces, from left to right.
struct WordPieceModel: TokenModel {
    let vocabulary: Vocabulary
    let unknown: Int32?
    let longestWord: Int

    var pieces: Pieces { vocabulary.pieces }

    func cut(_ word: Word, into list: inout PieceList, _ scratch: inout TokenScratch) {
        var found: [PieceList.Piece] = []
        var start = 0
        while word.length <= longestWord, start < word.bytes.count,
            let (id, end) = vocabulary.longestPiece(of: word.bytes, from: start, hashes: &scratch.hashes)
        {
            found.append(PieceList.Piece(id: id, start: word.starts[start], end: word.ends[end - 1]))
            start = end
        }
        if start < word.bytes.count, let unknown {
            found = [
                PieceList.Piece(id: unknown, start: word.starts[0], end: word.ends[word.ends.count - 1])
            ]
        }
        for piece in found { list.append(piece) }
    }
}
