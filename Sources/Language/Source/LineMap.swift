/// Converts between bytes, Unicode code points, and lines with columns.
///
/// Jupyter counts positions in code points, spans count bytes, carets count display cells. Offsets outside the text are
/// clamped, so no conversion can fail.
public struct LineMap: Sendable {
    /// A place in the text, both counted from 1; the column counts code points.
    public struct Position: Sendable, Hashable {
        /// The line, from 1.
        public let line: Int
        /// The code point in its line, from 1.
        public let column: Int
    }

    /// The byte at which each line begins; the first is 0.
    public let starts: [Int]
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let endsLine =
                byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine { starts.append(index + 1) }
        }
        self.starts = starts
        self.bytes = bytes
    }

    /// The number of lines, at least 1.
    public var count: Int { starts.count }

    /// The line, from 1, that holds a byte.
    public func line(ofByte byte: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= byte { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The bytes of a line without its end, for a line from 1.
    public func span(ofLine line: Int) -> SourceSpan {
        guard line >= 1, line <= starts.count else { return SourceSpan(bytes.count, bytes.count) }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return SourceSpan(start, end)
    }

    /// The line and column of a byte.
    public func position(ofByte byte: Int) -> Position {
        let byte = min(max(0, byte), bytes.count)
        let line = line(ofByte: byte)
        return Position(line: line, column: countScalars(from: starts[line - 1], to: byte) + 1)
    }

    /// The number of code points before a byte.
    public func codePoint(ofByte byte: Int) -> Int {
        countScalars(from: 0, to: min(max(0, byte), bytes.count))
    }

    /// The byte at which the code point with this number begins.
    public func byte(ofCodePoint codePoint: Int) -> Int {
        guard codePoint > 0 else { return 0 }
        var seen = -1
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            seen += 1
            if seen == codePoint { return index }
        }
        return bytes.count
    }

    private func countScalars(from start: Int, to end: Int) -> Int {
        var count = 0
        for index in start..<max(start, end) where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
