/// What all cells seen so far can be read as.
struct KindTally: Sendable, Equatable {
    private var canBeNumber = true
    private var canBeBoolean = true
    private var isEmpty = true

    /// Whether nothing is left to find out: they are texts.
    var isSettled: Bool { !canBeNumber && !canBeBoolean }

    mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
        if cell.isEmpty { return }
        isEmpty = false
        if canBeNumber { canBeNumber = Decimal.value(of: cell) != nil }
        if canBeBoolean { canBeBoolean = Column.boolean(cell) != nil }
    }

    /// The narrowest kind that fits them all.
    var kind: Column.Kind { isEmpty ? .empty : canBeNumber ? .number : canBeBoolean ? .boolean : .text }
}

extension Column {
    /// The value of `true` or `false` in any case.
    static func boolean(_ cell: UnsafeBufferPointer<UInt8>) -> Bool? {
        func spells(_ word: StaticString) -> Bool {
            cell.count == word.utf8CodeUnitCount
                && cell.indices.allSatisfy { cell[$0] | 0x20 == word.utf8Start[$0] }
        }
        return spells("true") ? true : spells("false") ? false : nil
    }

    /// Marks that stand for a missing number.
    static let marks = ["-", "?", "N/A", "NA", "NULL", "NaN", "None", "n/a", "na", "nan", "null"]

    /// The column with its marks made missing, if all else in it is numbers; nil when there is nothing to do.
    func withoutMarks() -> (column: Column, found: MissingMark)? {
        guard kind == .text, selection == nil else { return nil }
        var count = 0
        var found: Set<String> = []
        var numbers = 0
        let fits = (0..<cells.count).allSatisfy { row in
            cells.withCell(row) { cell in
                if cell.isEmpty { return true }
                if Decimal.value(of: cell) != nil {
                    numbers += 1
                    return true
                }
                guard cell.count <= 4, let mark = Self.marks.first(where: { $0.utf8.elementsEqual(cell) })
                else { return false }
                found.insert(mark)
                count += 1
                return true
            }
        }
        guard fits, count > 0, numbers > 0 else { return nil }
        var clean = CellStore()
        for row in 0..<cells.count {
            cells.withCell(row) { cell in
                let isMark = cell.count <= 4 && found.contains(String(decoding: cell, as: UTF8.self))
                // The clean cells are never longer than the old ones, so they fit.
                _ = clean.append(isMark ? UnsafeBufferPointer(rebasing: cell[..<0]) : cell)
            }
        }
        return (
            Column(name: name, cells: clean, kind: .number),
            MissingMark(column: name, count: count, marks: found.sorted())
        )
    }
}
