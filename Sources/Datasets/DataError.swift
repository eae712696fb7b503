/// What can go wrong with data.
///
/// Facts only; lines, columns and rows count from 1.
public enum DataError: Error, Sendable, Equatable {
    /// A part that a column can play.
    public enum Role: String, Sendable { case text, label }

    /// The file does not exist, or may not be read; `reason` is the system's.
    case unreadable(file: String, reason: String)
    /// The file could not be written; `reason` is the system's.
    case unwritable(file: String, reason: String)
    /// The name's ending tells no format, and none was given.
    case unknownFormat(file: String, formats: [FileFormat])
    /// The file has no header and no rows.
    case emptyFile(file: String)
    /// The file isn't text: an archive, a spreadsheet, a database ..., or contains zero bytes.
    case notText(file: String, looksLike: ForeignKind)
    /// Bytes that aren't UTF-8, at a line and a column (in characters), and the encoding they look like.
    case invalidUTF8(file: String, line: Int, column: Int, bytes: [UInt8], looksLike: TextEncoding?)
    /// Bytes that are wrong in the encoding that was found, near a line.
    case undecodable(file: String, line: Int, bytes: [UInt8], encoding: TextEncoding)
    /// An archive that can't be unpacked, with the bytes read of it and unpacked so far.
    case badArchive(file: String, fault: ArchiveFault, read: Int, unpacked: Int)
    /// JSON that is no array of objects at a line, or that ends before its end (`isWhole` is false).
    case badJSON(file: String, line: Int, excerpt: String, isWhole: Bool)
    /// A database table that doesn't exist, or none named where there isn't just one.
    case badTable(file: String, table: String?, tables: [String])
    /// A query that the database refuses, with its reason.
    case badQuery(reason: String)
    /// A query that is not a single statement that reads.
    case queryWrites
    /// A file that would need more memory than is free, in bytes.
    case memory(file: String, needed: Int, available: Int)
    /// A quoted field, opened at this line, that is never closed.
    case unclosedQuote(file: String, line: Int)
    /// Not one row has as many fields as there are columns.
    case noFittingRow(file: String, columns: [String], fields: Int, line: Int)
    /// Two columns have the same name.
    case duplicateColumn(name: String, file: String?)
    /// A column's length differs from the first one's.
    case unequalColumns(name: String, rows: Int, expected: Int)
    /// No such column; these exist.
    case unknownColumn(name: String, columns: [String])
    /// No such label; these exist.
    case unknownLabel(name: String, labels: [String])
    /// The dataset has no column in this role.
    case noRole(Role, columns: [String])
    /// A column of one kind compared with another; `example` is a cell that doesn't fit, with its row.
    case typeMismatch(column: String, kind: Column.Kind, expected: Column.Kind, example: String?, row: Int?)
    /// An order (`<` ...) asked of booleans.
    case notOrdered(column: String, kind: Column.Kind)
    /// A regular expression that can't be read at an offset in characters.
    case invalidPattern(pattern: String, offset: Int, reason: PatternFault)
    /// A condition nested deeper than this.
    case conditionTooDeep(limit: Int)
    /// A share of rows that is not above 0 and below 1 in all.
    case badShare(value: Double)
    /// A part of a split would get none of so many rows, or of the groups of a column.
    case emptyPart(name: String, of: Int, groupedBy: String?)
    /// A cell that the format can't hold: a tab or line break in TSV.
    case notRepresentable(column: String, row: Int, format: FileFormat)
    /// More rows asked for than there are, or than have a value of the column that was told.
    case tooFewRows(asked: Int, available: Int, value: String?)
    /// A cell of a row, from 1, that is no date or number to sort by; nil when it is missing.
    case notTime(column: String, row: Int, cell: String?)
    /// An index of a row, from 0, at or above the number of rows.
    case noSuchRow(row: Int, count: Int)
    /// Datasets whose columns differ can't be put together.
    case differentColumns(left: [String], right: [String])
    /// A column of more bytes than can be addressed.
    case tooLarge(column: String, bytes: Int, limit: Int)
    /// The work was interrupted.
    case interrupted
}
