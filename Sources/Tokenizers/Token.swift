/// One piece of a text, as an encoder sees it.
public struct Token: Sendable, Equatable {
    /// The row of the vocabulary.
    public let id: Int32
    /// The vocabulary's own spelling, such as `play` or `##ing`.
    public let text: String
    /// Where the piece lies in the original text, in UTF-8 bytes; empty for tokens that the text doesn't contain.
    public let range: Range<Int>
    /// Whether it was added around the text (`[CLS]`, `[SEP]`), or names a special token.
    public let isSpecial: Bool

    /// A token with all that is known of it.
    public init(id: Int32, text: String, range: Range<Int>, isSpecial: Bool) {
        self.id = id
        self.text = text
        self.range = range
        self.isSpecial = isSpecial
    }
}
