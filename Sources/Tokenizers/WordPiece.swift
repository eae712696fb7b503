/// BERT's tokenizer: normalisation, words, then the longest known pieces of each.
///
/// Sources: Devlin et al. 2019; Wu et al. 2016. Ids and ranges are those of Hugging Face's `tokenizers`.
public struct WordPiece: Tokenizer {
    let vocabulary: Vocabulary
    var normaliser: BertNormaliser
    let added: AddedTokens
    let unknown: Int32
    let longestWord: Int
    let before: [Int32]
    let after: [Int32]

    /// The number of ids; every id is below it.
    public var vocabularySize: Int { vocabulary.pieces.count }

    /// How many special tokens stand around every text.
    public var specialCount: Int { before.count + after.count }
    /// The id of what has no piece.
    public var unknownID: Int32? { unknown }

    /// The tokens of `text`, at most `limit` of them, special tokens included.
    public func encode(_ text: String, limit: Int, truncation: Truncation) -> Tokenization {
        let list = list(of: text, limit: limit, truncation)
        let pieces = list.pieces
        let end = text.utf8.count
        let tokens =
            before.map { special($0, at: 0) }
            + pieces.map {
                Token(
                    id: $0.id, text: vocabulary.pieces.spelling(of: $0.id), range: $0.start..<$0.end,
                    isSpecial: $0.isSpecial)
            } + after.map { special($0, at: end) }
        return Tokenization(
            tokens: tokens, droppedCount: list.dropped,
            unknownCount: pieces.reduce(0) { $0 + ($1.id == unknown ? 1 : 0) })
    }

    /// The ids of ``encode(_:limit:truncation:)`` alone, faster.
    public func ids(of text: String, limit: Int, truncation: Truncation) -> [Int32] {
        before + list(of: text, limit: limit, truncation).pieces.map(\.id) + after
    }

    private func special(_ id: Int32, at position: Int) -> Token {
        Token(id: id, text: vocabulary.pieces.spelling(of: id), range: position..<position, isSpecial: true)
    }

    private func list(of text: String, limit: Int, _ truncation: Truncation) -> PieceList {
        var text = text
        let list = PieceList(limit: limit - specialCount, truncation: truncation)
        return text.withUTF8 { bytes in
            var scan = WordScan(tokenizer: self, text: bytes, list: list)
            return scan.run()
        }
    }
}
