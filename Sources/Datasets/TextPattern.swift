/// A regular expression for texts that stand in no column, of the same kind as `matches` has.
public struct TextPattern: Sendable {
    private let pattern: Pattern

    /// Reads a regular expression.
    ///
    /// Throws `invalidPattern`.
    public init(_ source: String) throws(DataError) { pattern = try Pattern(source) }

    /// Whether a text contains a match.
    public func matches(_ text: String) -> Bool {
        // What a pattern remembers is its own; a copy leaves this one as it is, for any thread.
        var pattern = pattern
        var text = text
        return text.withUTF8 { pattern.matches($0) }
    }
}
