/// A stretch of a text around a place, with the place marked.
enum Snippet {
    /// The text around UTF-8 bytes `range`, cut to `reach` bytes on each side at the edges of words where there are any.
    static func around(_ range: Range<Int>, in text: String, reach: Int = 36) -> String {
        let bytes = Array(text.utf8)
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return text }
        var start = max(0, range.lowerBound - reach)
        var end = min(bytes.count, range.upperBound + reach)
        if start > 0 {
            start = bytes[start..<range.lowerBound].firstIndex(of: space).map { $0 + 1 } ?? edge(start, bytes)
        }
        if end < bytes.count {
            end = bytes[range.upperBound..<end].lastIndex(of: space) ?? edge(end, bytes)
        }
        let (before, place, after) = (
            bytes[start..<range.lowerBound], bytes[range], bytes[range.upperBound..<end]
        )
        return (start > 0 ? "…" : "") + String(decoding: before, as: UTF8.self) + "«"
            + String(decoding: place, as: UTF8.self) + "»" + String(decoding: after, as: UTF8.self)
            + (end < bytes.count ? "…" : "")
    }

    private static let space = UInt8(ascii: " ")

    /// The next place from `place` on where a code point begins.
    private static func edge(_ place: Int, _ bytes: [UInt8]) -> Int {
        var place = place
        while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        return place
    }
}
