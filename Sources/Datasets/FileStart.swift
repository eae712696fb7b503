/// What the first bytes of a file tell.
struct FileStart {
    /// Bytes of a byte-order mark.
    let skip: Int
    /// The encoding that the mark names.
    let encoding: TextEncoding
    /// What ends lines.
    let newline: UInt8

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
                throw .notText(file: file, looksLike: kind.name)
            }
            if bytes.starts(with: [0x1F, 0x8B]) { throw .notText(file: file, looksLike: "gzip archive") }
            if bytes.contains(0) { throw .notText(file: file, looksLike: "binary data") }
            (skip, encoding) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, .utf8)
        }
        let isOldMac = bytes.contains(UInt8(ascii: "\r")) && !bytes.contains(UInt8(ascii: "\n"))
        newline = isOldMac ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    }

    private static let kinds: [(start: String, name: String)] = [
        ("PK\u{3}\u{4}", "zip archive or spreadsheet"), ("SQLite format 3\0", "SQLite database"),
        ("%PDF-", "PDF"),
        ("PAR1", "Parquet"), ("ARROW1", "Arrow"),
    ]
}
