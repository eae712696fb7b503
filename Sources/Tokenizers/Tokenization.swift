/// A text cut into tokens.
public struct Tokenization: Sendable, Equatable {
    /// The tokens in reading order, with the special ones around them.
    public let tokens: [Token]
    /// How many tokens of the text were cut off at the limit.
    public let droppedCount: Int
    /// How many of `tokens` are unknown to the vocabulary.
    public let unknownCount: Int

    /// A tokenization with its counts.
    public init(tokens: [Token], droppedCount: Int, unknownCount: Int) {
        self.tokens = tokens
        self.droppedCount = droppedCount
        self.unknownCount = unknownCount
    }

    /// The ids alone.
    public var ids: [Int32] { tokens.map(\.id) }
}
