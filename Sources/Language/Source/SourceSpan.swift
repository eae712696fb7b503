/// A stretch of source text, in UTF-8 bytes from the beginning of the cell, end excluded.
public struct SourceSpan: Sendable, Hashable {
    /// The first byte.
    public let start: Int
    /// One past the last byte, never less than `start`.
    public let end: Int

    /// A span from `start` to `end`, empty when `end` comes before `start`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// The number of bytes.
    public var length: Int { end - start }

    /// The smallest span that covers both.
    public func joined(with other: SourceSpan) -> SourceSpan {
        SourceSpan(min(start, other.start), max(end, other.end))
    }

    /// Whether a byte offset lies inside or directly behind the span.
    public func touches(_ offset: Int) -> Bool { offset >= start && offset <= end }
}

/// A word of the source with its place.
public struct Spelled: Sendable, Hashable {
    /// The text, without quotes.
    public let text: String
    /// Where it stands.
    public let span: SourceSpan

    /// A word at a place.
    public init(_ text: String, _ span: SourceSpan) {
        self.text = text
        self.span = span
    }
}
