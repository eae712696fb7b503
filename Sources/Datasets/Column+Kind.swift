extension Column {
    /// The narrowest kind that all cells fit; stops at the first that fits none.
    static func kind(of cells: CellStore) -> Kind {
        cells.bytes.withUnsafeBufferPointer { bytes in
            var canBeNumber = true
            var canBeBoolean = true
            var isEmpty = true
            for row in 0..<cells.count {
                let range = cells.range(row)
                if range.isEmpty { continue }
                isEmpty = false
                let cell = UnsafeBufferPointer(rebasing: bytes[range])
                if canBeNumber { canBeNumber = Decimal.value(of: cell) != nil }
                if canBeBoolean { canBeBoolean = boolean(cell) != nil }
                if !canBeNumber, !canBeBoolean { return .text }
            }
            return isEmpty ? .empty : canBeNumber ? .number : .boolean
        }
    }

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
        let fits = cells.bytes.withUnsafeBufferPointer { bytes in
            (0..<cells.count).allSatisfy { row in
                let cell = UnsafeBufferPointer(rebasing: bytes[cells.range(row)])
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
            let cell = cells.bytes[cells.range(row)]
            let isMark = cell.count <= 4 && found.contains(String(decoding: cell, as: UTF8.self))
            // The clean cells are never longer than the old ones, so they fit.
            _ = clean.append(isMark ? [] : cell)
        }
        return (
            Column(name: name, cells: clean, kind: .number),
            MissingMark(column: name, count: count, marks: found.sorted())
        )
    }
}
