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
        self.cells = cells
        self.selection = selection
        self.kind = kind ?? Self.kind(of: cells)
    }

    /// Makes a column of texts; nil and the empty text are missing.
    ///
    /// Throws `tooLarge` above 4 GB.
    public init(name: String, values: some Sequence<String?>) throws(DataError) {
        var cells = CellStore()
        for value in values where !cells.append((value ?? "").utf8) {
            throw .tooLarge(column: name, bytes: cells.bytes.count, limit: CellStore.limit)
        }
        self.init(name: name, cells: cells)
    }

    /// The number of rows.
    public var count: Int { selection?.count ?? cells.count }

    /// The text of a row, counted from 0; nil when it is missing or there is no such row.
    public subscript(row: Int) -> String? {
        guard row >= 0, row < count else { return nil }
        let range = range(row)
        return range.isEmpty ? nil : String(decoding: cells.bytes[range], as: UTF8.self)
    }

    /// Whether the cell of a row, counted from 0, is missing, or there is no such row.
    public func isMissing(_ row: Int) -> Bool { row < 0 || row >= count || range(row).isEmpty }

    /// The texts of all rows; a missing one is empty.
    public func texts() -> [String] {
        (0..<count).map { String(decoding: cells.bytes[range($0)], as: UTF8.self) }
    }

    /// The numbers of all rows; NaN where a cell is missing or no number.
    public func numbers() -> [Double] {
        cells.bytes.withUnsafeBufferPointer { bytes in
            (0..<count).map { Decimal.value(of: UnsafeBufferPointer(rebasing: bytes[range($0)])) ?? .nan }
        }
    }

    /// Where the bytes of a row, which must exist, lie in `cells.bytes`.
    func range(_ row: Int) -> Range<Int> {
        guard let selection else { return cells.range(row) }
        return cells.range(Int(selection[row]))
    }

    /// Equal names, kinds and cells, however they are stored.
    public static func == (left: Column, right: Column) -> Bool {
        guard left.name == right.name, left.kind == right.kind, left.count == right.count else {
            return false
        }
        return (0..<left.count).allSatisfy {
            left.cells.bytes[left.range($0)].elementsEqual(right.cells.bytes[right.range($0)])
        }
    }
}
