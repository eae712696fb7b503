/// What one unit (a token, a feature's place in the text, a column) adds to the score of each class.
public struct Contribution: Sendable, Equatable {
    /// The feature block it comes from, such as "tfidf" or "minilm".
    public var block: String
    /// The unit as shown: a word, an n-gram, a special token, a column.
    public var name: String
    /// Where the unit stands in the text, in UTF-8 bytes; nil when it has no place there.
    public var range: Range<Int>?
    /// What it adds to each class's score.
    public var amounts: [Double]

    /// A unit's amounts.
    public init(block: String, name: String, range: Range<Int>?, amounts: [Double]) {
        self.block = block
        self.name = name
        self.range = range
        self.amounts = amounts
    }
}
