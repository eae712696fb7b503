/// The text of a cell, as UTF-8 bytes with a map of its lines.
public struct SourceText: Sendable {
    /// The text as it was sent.
    public let string: String
    /// The same text in UTF-8.
    public let bytes: [UInt8]
    /// Where the lines begin; converts between units of position.
    public let lines: LineMap

    /// Takes the text of a cell.
    public init(_ string: String) {
        self.string = string
        bytes = Array(string.utf8)
        lines = LineMap(bytes)
    }

    /// The text of a span, clamped to the source.
    public func text(of span: SourceSpan) -> String {
        let start = min(max(0, span.start), bytes.count)
        let end = min(max(start, span.end), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
