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
    /// How many rows are read; nil for all.
    public var limit: Int?
    /// The table of a database, or a query to it; nil for its only table.
    public var table: String?, query: String?

    /// States the options.
    public init(
        format: FileFormat? = nil, columns: [String]? = nil, quotes: Bool? = nil,
        roles: Dataset.Roles = Dataset.Roles(), limit: Int? = nil, table: String? = nil,
        query: String? = nil
    ) {
        (self.limit, self.table, self.query) = (limit, table, query)
        self.format = format
        self.columns = columns
        self.quotes = quotes
        self.roles = roles
    }
}

/// A dataset read from a file, with all that should be said about the reading.
public struct Reading: Sendable {
    /// What a row is in a file.
    public enum Unit: Sendable {
        /// One line or several.
        case line
        /// A row of a database.
        case row
        /// A file in a folder; a bad row's excerpt is then its path.
        case file
    }

    /// How the file was read.
    public struct Notes: Sendable {
        /// Its encoding; what isn't UTF-8 was converted.
        public var encoding = TextEncoding.utf8
        /// Whether it was unpacked from gzip.
        public var isCompressed = false
        /// Whether the first line was taken for a row, as it looks like one; the columns then have numbers for names.
        public var isHeaderless = false
        /// What separates fields, when it is not what the format says.
        public var separator: UInt8?
        /// The database table that was read, if it is the only one and was not named.
        public var table: String?
        /// Columns whose names in the header were empty, repeated or had spaces around them.
        public var renamed: [RenamedColumn] = []
        /// Whether all rows were read.
        public var isWhole = true
        /// What the numbers of bad rows count.
        public var unit = Unit.line
    }

    /// The rows that were read.
    public let dataset: Dataset
    /// The format in which it was read.
    public let format: FileFormat
    /// How it was read.
    public let notes: Notes
    /// The number of rows left out because they are malformed.
    public let badRowCount: Int
    /// The first of them, at most 20.
    public let badRows: [BadRow]
    /// Empty lines, which are no rows.
    public let blankLines: Int
    /// Marks such as `NA` in number columns that were taken as missing.
    public let missingMarks: [MissingMark]
    /// Roles that were detected rather than named, with the reasons.
    public let detection: RoleDetection

    /// The encoding; what isn't UTF-8 was converted.
    public var encoding: TextEncoding { notes.encoding }
    /// Columns whose names in the header could not be used.
    public var renamed: [RenamedColumn] { notes.renamed }

    /// Makes columns of what was collected, and finds their roles.
    ///
    /// Throws `unknownColumn` for a named role.
    init(
        _ sink: RowSink, _ named: Dataset.Roles, _ source: Source, _ format: FileFormat, _ notes: Notes
    ) throws(DataError) {
        var marks: [MissingMark] = []
        var columns: [Column] = []
        for (name, cells) in zip(sink.names, sink.columns) {
            let column = Column(name: name, cells: cells)
            let cleaned = column.withoutMarks()
            if let cleaned { marks.append(cleaned.found) }
            columns.append(cleaned?.column ?? column)
        }
        detection = RoleDetection(columns, named: named)
        var roles = named
        if roles.text.isEmpty, let text = detection.text { roles.text = [text.column] }
        roles.label = roles.label ?? detection.label?.column
        dataset = try Dataset(columns: columns, roles: roles, source: source)
        (self.format, self.notes, missingMarks) = (format, notes, marks)
        (badRowCount, badRows, blankLines) = (sink.badRowCount, sink.badRows, sink.blankLines)
    }
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
        /// A cell of a database that isn't text.
        case binaryCell(column: String)
        /// A file of a folder that isn't text.
        case notText(ForeignKind)
        /// A file of a folder, or a folder in it, that can't be read; the system's reason.
        case unreadable(String)
        /// An entry of a folder that is no file of a class.
        case passedOver(Entry)
    }

    /// What in a folder is passed over.
    public enum Entry: Sendable, Equatable {
        /// A symbolic link, which might lead anywhere.
        case link
        /// A pipe, socket or device.
        case special
        /// A folder inside a class's folder.
        case innerFolder
        /// A file beside the folders of the classes.
        case besideClasses
    }

    /// The line on which it starts, the row of a database or the entry of a folder; from 1.
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

/// What is known of a file from its first rows.
public struct DatasetHeader: Sendable {
    /// The first rows (at most 100).
    public let sample: Dataset
    /// The format.
    public let format: FileFormat
    /// Whether the sample is the whole file.
    public let isWhole: Bool

    /// The columns' names.
    public var columns: [String] { sample.columnNames }
    /// The roles named or detected from these rows.
    public var roles: Dataset.Roles { sample.roles }

    init(_ reading: Reading) {
        (sample, format, isWhole) = (reading.dataset, reading.format, reading.notes.isWhole)
    }
}
