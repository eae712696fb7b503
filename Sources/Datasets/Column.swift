/// A named column of cells; each is a text, a number or a boolean, or missing (empty).
///
/// Cells stay as they were written in the file; numbers are read from them on demand.
public struct Column: Sendable, Equatable {
    /// What every cell of a column that is not missing can be read as.
    public enum Kind: String, Sendable, CaseIterable {
        /// Any text.
        case text
        /// Decimal numbers.
        case number
        /// `true` and `false`, in any case.
        case boolean
        /// Nothing: all cells are missing.
        case empty
    }

    /// The column's name.
    public internal(set) var name: String
    /// What its cells hold.
    public let kind: Kind
    let cells: CellStore
    /// The rows of `cells` that belong to the column, in order; nil when all do.
    let selection: [UInt32]?

    init(name: String, cells: CellStore, selection: [UInt32]? = nil, kind: Kind? = nil) {
        self.name = name
        self.cells = selection == nil ? cells.finished() : cells
        self.selection = selection
        self.kind = kind ?? cells.kinds().kind
    }

    /// Makes a column of texts; nil and the empty text are missing.
    ///
    /// Throws `tooLarge` for a text above 4 GB.
    public init(name: String, values: some Sequence<String?>) throws(DataError) {
        var cells = CellStore()
        for value in values where !cells.append((value ?? "").utf8) {
            throw .tooLarge(column: name, bytes: cells.openBytes, limit: CellStore.limit)
        }
        self.init(name: name, cells: cells)
    }

    /// The number of rows.
    public var count: Int { selection?.count ?? cells.count }

    /// The text of a row, counted from 0; nil when it is missing or there is no such row.
    public subscript(row: Int) -> String? {
        isMissing(row) ? nil : cells.text(place(row))
    }

    /// Whether the cell of a row, counted from 0, is missing, or there is no such row.
    public func isMissing(_ row: Int) -> Bool { row < 0 || row >= count || cells.isEmpty(place(row)) }

    /// The texts of all rows; a missing one is empty.
    public func texts() -> [String] { (0..<count).map { cells.text(place($0)) } }

    /// The numbers of all rows; NaN where a cell is missing or no number.
    public func numbers() -> [Double] {
        (0..<count).map { withCell($0) { Decimal.value(of: $0) ?? .nan } }
    }

    /// The cell of a row, which must exist.
    private func place(_ row: Int) -> Int { selection.map { Int($0[row]) } ?? row }

    /// Lends the bytes of a row, which must exist, for the time of `body`.
    func withCell<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        cells.withCell(place(row), body)
    }

    /// Lends the bytes of every row in turn, each for the time of `body`.
    func forEachCell(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let selection else { return cells.forEachCell(body) }
        for row in selection { cells.withCell(Int(row), body) }
    }

    /// Equal names, kinds and cells, however they are stored.
    public static func == (left: Column, right: Column) -> Bool {
        guard left.name == right.name, left.kind == right.kind, left.count == right.count else {
            return false
        }
        return (0..<left.count).allSatisfy { row in
            left.withCell(row) { mine in right.withCell(row) { mine.order($0) == 0 } }
        }
    }
}
