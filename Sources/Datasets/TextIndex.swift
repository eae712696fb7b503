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
        other.withCell(row) { text in
            var slot = Int(truncatingIfNeeded: XXHash64.hash(UnsafeRawBufferPointer(text))) & mask
            while slots[slot] >= 0 {
                if column.withCell(Int(slots[slot]), { $0.count == text.count && $0.order(text) == 0 }) {
                    break
                }
                slot = (slot + 1) & mask
            }
            return slot
        }
    }
}
