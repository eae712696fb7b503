/// Cuts texts into the tokens that an encoder was trained on.
public protocol Tokenizer: Sendable {
    /// The number of ids; every id is below it.
    var vocabularySize: Int { get }

    /// The id of what the vocabulary doesn't know; nil where it knows everything.
    var unknownID: Int32? { get }

    /// How many special tokens stand around every text.
    var specialCount: Int { get }

    /// The tokens of `text`, at most `limit` of them, special tokens included.
    ///
    /// The special tokens are never cut, so a limit below their number counts as their number.
    func encode(_ text: String, limit: Int, truncation: Truncation) -> Tokenization

    /// The ids of ``encode(_:limit:truncation:)`` alone, faster.
    func ids(of text: String, limit: Int, truncation: Truncation) -> [Int32]
}

extension Tokenizer {
    /// The tokens of `text`, at most `limit` of them, special tokens included; the text's end is cut.
    public func encode(_ text: String, limit: Int) -> Tokenization {
        encode(text, limit: limit, truncation: .head)
    }

    /// The ids of ``encode(_:limit:)`` alone, faster.
    public func ids(of text: String, limit: Int) -> [Int32] {
        ids(of: text, limit: limit, truncation: .head)
    }
}
