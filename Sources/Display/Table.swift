/// A table: title, caption, header, rows and notes.
public struct Table: Displayable, Equatable {
    /// Where a column's cells stand.
    public enum Alignment: Sendable { case leading, trailing, center }

    /// A column's header and how its cells stand.
    public struct Column: Sendable, Equatable {
        /// The header.
        public var header: String
        /// Where its cells stand; numbers trailing.
        public var alignment: Alignment

        /// Makes a column.
        public init(_ header: String, _ alignment: Alignment = .leading) {
            self.header = header
            self.alignment = alignment
        }

        /// A column of numbers.
        public static func number(_ header: String) -> Column { Column(header, .trailing) }
    }

    /// What is cut when it is too much.
    public struct Limits: Sendable, Equatable {
        /// Most rows, columns, and characters (widths) of a cell.
        public var rows, columns, cellWidth: Int

        /// States the limits.
        public init(rows: Int = 60, columns: Int = 20, cellWidth: Int = 80) {
            self.rows = rows
            self.columns = columns
            self.cellWidth = cellWidth
        }
    }

    /// The title, above everything.
    public var title: String?
    /// Lines under the title.
    public var caption: [String]
    /// The columns.
    public var columns: [Column]
    /// The cells, row by row; a short row is filled with empty cells, what is too long is cut.
    public var rows: [[Cell]]
    /// Rows after which a thin line is drawn, from 0 (before a totals row, say).
    public var rules: [Int]
    /// Lines below the table.
    public var notes: [String]
    /// The number of rows that there are in all, when `rows` holds only some; said in the first line.
    public var totalRows: Int?
    /// What is cut.
    public var limits: Limits

    /// Makes a table.
    public init(
        title: String? = nil, caption: [String] = [], columns: [Column], rows: [[Cell]], rules: [Int] = [],
        notes: [String] = [], totalRows: Int? = nil, limits: Limits = Limits()
    ) {
        self.title = title
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.rules = rules
        self.notes = notes
        self.totalRows = totalRows
        self.limits = limits
    }
}
