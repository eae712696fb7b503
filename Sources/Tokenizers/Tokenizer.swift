/// Cuts texts into the tokens that an encoder was trained on.
public protocol Tokenizer: Sendable {
    /// The number of ids; every id is below it.
    var vocabularySize: Int { get }

    /// The tokens of `text`, at most `limit` of them, special tokens included; the text's end is cut.
    ///
    /// The special tokens are never cut, so a limit below their number counts as their number.
    func encode(_ text: String, limit: Int) -> Tokenization

    /// The ids of ``encode(_:limit:)`` alone, faster.
    func ids(of text: String, limit: Int) -> [Int32]
}
