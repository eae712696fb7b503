/// Finds the first row of a text among the cells of a column, by hash and then byte by byte.
///
/// Open addressing with linear probing, at most half full; it grows with the texts that differ.
struct TextIndex {
    private var slots: [Int32]
    private var mask: Int
    private var filled = 0
    private let column: Column

    /// Makes room for the rows of a column.
    init(_ column: Column) {
        self.column = column
        slots = [Int32](repeating: -1, count: 1024)
        mask = 1023
    }

    /// The first row with the text of `row`, which is added if it is new.
    mutating func add(_ row: Int) -> Int {
        let slot = slot(of: column, row)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        slots[slot] = Int32(truncatingIfNeeded: row)
        filled += 1
        if filled * 2 > slots.count { grow() }
        return row
    }

    private mutating func grow() {
        let rows = slots.filter { $0 >= 0 }
        slots = [Int32](repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for row in rows { slots[slot(of: column, Int(row))] = row }
    }

    /// Whether the text of a row of any column was added.
    func contains(_ row: Int, of other: Column) -> Bool { slots[slot(of: other, row)] >= 0 }

    private func slot(of other: Column, _ row: Int) -> Int {
        let hash = other.withCell(row) { XXHash64.hash(UnsafeRawBufferPointer($0)) }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0, !Self.areEqual(column, Int(slots[slot]), other, row) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private static func areEqual(_ left: Column, _ leftRow: Int, _ right: Column, _ rightRow: Int) -> Bool {
        left.withCell(leftRow) { mine in right.withCell(rightRow) { mine.order($0) == 0 } }
    }
}
