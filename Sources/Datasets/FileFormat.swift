/// How a file holds rows.
public enum FileFormat: String, Sendable, CaseIterable {
    /// Fields between commas, quoted where needed (RFC 4180).
    case csv
    /// Fields between tabs, without quotes.
    case tsv
    /// A JSON object a line.
    case jsonLines = "jsonl"
    /// A JSON array of objects.
    case json
    /// A table of an SQLite database.
    case sqlite

    /// The format that a file name's ending tells, if it does; `.gz` behind it is looked through.
    public init?(fileName: String) {
        var parts = fileName.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 2, parts.last?.lowercased() == "gz" { parts.removeLast() }
        switch (parts.last ?? "").lowercased() {
        case "csv": self = .csv
        case "tsv", "tab", "txt": self = .tsv
        case "jsonl", "ndjson": self = .jsonLines
        case "json": self = .json
        case "sqlite", "sqlite3", "db": self = .sqlite
        default: return nil
        }
    }
}

/// How a file's bytes spell characters.
public enum TextEncoding: String, Sendable {
    /// The usual one.
    case utf8 = "UTF-8"
    /// Spreadsheet exports, low byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// The same, high byte first.
    case utf16BigEndian = "UTF-16BE"
    /// Chinese Windows; GBK and GB2312 are parts of it.
    case gb18030 = "GB18030"
    /// Western Windows and older.
    case latin1 = "Latin-1"
}
