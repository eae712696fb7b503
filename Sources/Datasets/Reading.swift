/// What to assume of a file.
public struct ReadOptions: Sendable, Equatable {
    /// The format; nil takes it from the file's name.
    public var format: FileFormat?
    /// The columns' names, for a file without a header; nil reads the header.
    public var columns: [String]?
    /// Whether `"` quotes fields; nil means yes in CSV and no in TSV.
    public var quotes: Bool?
    /// The columns' roles; what isn't named is detected.
    public var roles: Dataset.Roles

    /// States the options.
    public init(
        format: FileFormat? = nil, columns: [String]? = nil, quotes: Bool? = nil,
        roles: Dataset.Roles = Dataset.Roles()
    ) {
        self.format = format
        self.columns = columns
        self.quotes = quotes
        self.roles = roles
    }
}

/// A dataset read from a file, with all that should be said about the reading.
public struct Reading: Sendable {
    /// The rows that were read.
    public let dataset: Dataset
    /// The format in which it was read.
    public let format: FileFormat
    /// Its encoding; what isn't UTF-8 was converted.
    public let encoding: TextEncoding
    /// The number of rows left out because they are malformed.
    public let badRowCount: Int
    /// The first of them, at most 20.
    public let badRows: [BadRow]
    /// Empty lines, which are no rows.
    public let blankLines: Int
    /// Marks such as `NA` in number columns that were taken as missing.
    public let missingMarks: [MissingMark]
    /// Columns whose names in the header were empty, repeated or had spaces around them.
    public let renamed: [RenamedColumn]
    /// Whether the header has a number for a name, so that it may be a row.
    public let headerLooksLikeData: Bool
    /// Roles that were detected rather than named, with the reasons.
    public let detection: RoleDetection
}

/// A row that doesn't fit its file.
public struct BadRow: Sendable, Equatable {
    /// What is wrong with it.
    public enum Fault: Sendable, Equatable {
        /// Another number of fields than there are columns.
        case fieldCount(found: Int, expected: Int)
        /// Text between a closing quote and the next delimiter, in a field counted from 1.
        case textAfterQuote(field: Int)
        /// Not a JSON object, at this column.
        case notJSON(column: Int)
        /// Too many columns, or cells too large, to be held.
        case tooLarge
    }

    /// The line on which it starts, from 1.
    public let line: Int
    /// What is wrong.
    public let fault: Fault
    /// Its first characters.
    public let excerpt: String
}

/// A mark in a number column that means a missing value.
public struct MissingMark: Sendable, Equatable {
    /// The column.
    public let column: String
    /// How often marks occur in it.
    public let count: Int
    /// The marks that occur, sorted.
    public let marks: [String]
}

/// What is known of a file from its first bytes.
public struct DatasetHeader: Sendable {
    /// The columns' names.
    public var columns: [String] { sample.columnNames }
    /// The first rows (at most 100).
    public let sample: Dataset
    /// The roles named or detected from these rows.
    public var roles: Dataset.Roles { sample.roles }
    /// The format.
    public let format: FileFormat
    /// The size of the file in bytes.
    public let fileBytes: Int
    /// Whether the sample is the whole file.
    public let isWhole: Bool
}
