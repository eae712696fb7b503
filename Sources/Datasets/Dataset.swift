/// Named columns of equal length, and which of them are the texts and the label.
///
/// A value: every operation gives a new dataset, which shares the cells of the old one.
public struct Dataset: Sendable, Equatable {
    /// The columns, in order; their names differ.
    public let columns: [Column]
    /// The number of rows.
    public let count: Int
    /// The names of the text columns (several are joined) and of the label column.
    public let roles: Roles
    /// The labels in the order given by rules, if they were; else `classes` are sorted.
    let labelOrder: [String]?
    /// The file that it came from, if any; operations keep it.
    public let source: Source?

    /// Which columns play a part in learning.
    public struct Roles: Sendable, Equatable {
        /// The text columns, in the order in which they are joined.
        public var text: [String]
        /// The label column.
        public var label: String?
        /// What stands between the labels of a cell where rows may have several; nil for one label a row.
        ///
        /// A cell that is a JSON list of texts needs no separator.
        public var separator: String?

        /// Names the columns by role.
        public init(text: [String] = [], label: String? = nil, separator: String? = nil) {
            self.text = text
            self.label = label
            self.separator = separator
        }
    }

    /// Makes a dataset.
    ///
    /// Throws `duplicateColumn`, `unequalColumns`, or `unknownColumn` for a role.
    public init(
        columns: [Column], roles: Roles = Roles(), labelOrder: [String]? = nil, source: Source? = nil
    ) throws(DataError) {
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            throw .duplicateColumn(name: column.name, file: source?.file)
        }
        let count = columns.first?.count ?? 0
        for column in columns where column.count != count {
            throw .unequalColumns(name: column.name, rows: column.count, expected: count)
        }
        for name in roles.text + [roles.label].compactMap(\.self) where !seen.contains(name) {
            throw .unknownColumn(name: name, columns: columns.map(\.name))
        }
        self.init(columns, count, roles, labelOrder, source)
    }

    /// Trusts its parts, which were checked.
    init(
        _ columns: [Column], _ count: Int, _ roles: Roles, _ labelOrder: [String]?, _ source: Source?
    ) {
        self.columns = columns
        self.count = count
        self.roles = roles
        self.labelOrder = labelOrder
        self.source = source
    }

    /// The names of the columns, in order.
    public var columnNames: [String] { columns.map(\.name) }

    /// The column of a name.
    ///
    /// Throws `unknownColumn`.
    public func column(_ name: String) throws(DataError) -> Column {
        guard let column = columns.first(where: { $0.name == name }) else {
            throw .unknownColumn(name: name, columns: columnNames)
        }
        return column
    }

    /// The same rows with other roles.
    ///
    /// Throws `unknownColumn`.
    public func with(roles: Roles) throws(DataError) -> Dataset {
        try Dataset(
            columns: columns, roles: roles, labelOrder: roles.label == self.roles.label ? labelOrder : nil,
            source: source)
    }

    /// The label column.
    ///
    /// Throws `noRole` when none was named or found.
    public func labelColumn() throws(DataError) -> Column {
        guard let name = roles.label else { throw .noRole(.label, columns: columnNames) }
        return try column(name)
    }

    /// The text columns.
    ///
    /// Throws `noRole` when none was named or found.
    public func textColumns() throws(DataError) -> [Column] {
        guard !roles.text.isEmpty else { throw .noRole(.text, columns: columnNames) }
        var found: [Column] = []
        for name in roles.text { found.append(try column(name)) }
        return found
    }

    /// The text of every row: its text columns, joined by a line break; empty when missing.
    ///
    /// Throws `noRole`, `tooLarge`.
    public func texts() throws(DataError) -> [String] { try joinedTexts().texts() }

    /// The text columns as one.
    func joinedTexts() throws(DataError) -> Column {
        let columns = try textColumns()
        if columns.count == 1 { return columns[0] }
        let joined = (0..<count).lazy.map { row in columns.compactMap { $0[row] }.joined(separator: "\n") }
        return try Column(name: roles.text.joined(separator: "+"), values: joined.map(Optional.some))
    }
}
