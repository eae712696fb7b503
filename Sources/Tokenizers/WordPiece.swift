/// BERT's tokenizer: normalisation, words, then the longest known pieces of each.
///
/// Sources: Devlin et al. 2019; Wu et al. 2016. Ids and ranges are those of Hugging Face's `tokenizers`.
public struct WordPiece: Tokenizer {
    let vocabulary: Vocabulary
    let normaliser: BertNormaliser
    let added: AddedTokens
    let unknown: Int32
    let longestWord: Int
    let before: [Int32]
    let after: [Int32]

    /// The number of ids; every id is below it.
    public var vocabularySize: Int { vocabulary.pieces.count }

    /// The tokens of `text`, at most `limit` of them, special tokens included; the text's end is cut.
    public func encode(_ text: String, limit: Int) -> Tokenization {
        let list = pieces(of: text, limit: limit)
        let end = text.utf8.count
        let tokens =
            before.map { special($0, at: 0) }
            + list.pieces.map {
                Token(id: $0.id, text: spelling(of: $0.id), range: $0.start..<$0.end, isSpecial: $0.isSpecial)
            } + after.map { special($0, at: end) }
        return Tokenization(
            tokens: tokens, droppedCount: list.dropped,
            unknownCount: list.pieces.reduce(0) { $0 + ($1.id == unknown ? 1 : 0) })
    }

    /// The ids of ``encode(_:limit:)`` alone, faster.
    public func ids(of text: String, limit: Int) -> [Int32] {
        before + pieces(of: text, limit: limit).pieces.map(\.id) + after
    }

    private func special(_ id: Int32, at position: Int) -> Token {
        Token(id: id, text: spelling(of: id), range: position..<position, isSpecial: true)
    }

    private func spelling(of id: Int32) -> String {
        vocabulary.pieces.indices.contains(Int(id)) ? vocabulary.pieces[Int(id)] : ""
    }

    private func pieces(of text: String, limit: Int) -> PieceList {
        var text = text
        let room = max(0, limit - before.count - after.count)
        return text.withUTF8 { bytes in
            var scan = WordScan(tokenizer: self, text: bytes, limit: room)
            return scan.run()
        }
    }
}
