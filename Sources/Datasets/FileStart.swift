/// What the first bytes of a text file tell.
struct FileStart {
    /// How many first bytes are looked at.
    static let length = 1 << 16

    /// Bytes of a byte-order mark.
    let skip: Int
    /// The encoding that the mark names, or that zero bytes betray.
    let encoding: TextEncoding

    /// An encoding without a mark.
    init(encoding: TextEncoding) { (skip, self.encoding) = (0, encoding) }

    /// Looks at the first bytes.
    ///
    /// Throws `notText`.
    init(_ bytes: ArraySlice<UInt8>, file: String) throws(DataError) {
        if bytes.starts(with: [0xFF, 0xFE]) {
            (skip, encoding) = (2, .utf16LittleEndian)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            (skip, encoding) = (2, .utf16BigEndian)
        } else {
            if let kind = Self.kinds.first(where: { bytes.starts(with: $0.start.utf8) }) {
                throw .notText(file: file, looksLike: kind.kind)
            }
            if let wide = try Self.wide(bytes, file: file) {
                (skip, encoding) = (0, wide)
            } else {
                (skip, encoding) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, .utf8)
            }
        }
    }

    /// What ends the lines of a text: `\n`, or `\r` in a text that has no `\n`.
    static func newline(of text: ArraySlice<UInt8>) -> UInt8 {
        let isOldMac = text.contains(UInt8(ascii: "\r")) && !text.contains(UInt8(ascii: "\n"))
        return isOldMac ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    }

    /// UTF-16 without its mark: zero bytes, but in even or in odd places only; nil without any zero byte.
    private static func wide(_ bytes: ArraySlice<UInt8>, file: String) throws(DataError) -> TextEncoding? {
        var zeros = (even: 0, odd: 0)
        for (place, byte) in bytes.enumerated() where byte == 0 {
            if place & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.even == 0, zeros.odd == 0 { return nil }
        // Line ends and separators alone make one in a hundred.
        guard (zeros.even == 0) != (zeros.odd == 0), (zeros.even + zeros.odd) * 200 >= bytes.count,
            bytes.count >= 8
        else { throw .notText(file: file, looksLike: .binary) }
        return zeros.even == 0 ? .utf16LittleEndian : .utf16BigEndian
    }

    private static let kinds: [(start: String, kind: ForeignKind)] = [
        ("PK\u{3}\u{4}", .zip), ("SQLite format 3\0", .sqlite), ("%PDF-", .pdf), ("PAR1", .parquet),
        ("ARROW1", .arrow),
    ]
}

/// What a file that is no text looks like.
public enum ForeignKind: Sendable, Equatable, CaseIterable {
    case zip, sqlite, pdf, parquet, arrow
    /// Zero bytes, and no mark that tells more.
    case binary
    /// Bytes that no known encoding explains.
    case otherEncoding
}
