/// Facts, each with a name: a card.
public struct KeyValues: Displayable, Equatable {
    /// The title.
    public var title: String?
    /// Names and values in order.
    public var pairs: [Pair]

    /// A fact.
    public struct Pair: Sendable, Equatable {
        /// Its name and its value.
        public var key, value: String

        /// Makes a fact.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Makes a card.
    public init(title: String? = nil, _ pairs: [Pair]) {
        self.title = title
        self.pairs = pairs
    }

    /// Names and values in two columns.
    public var plainText: String { "" }
    /// The same in HTML.
    public var html: String { "" }
}
