internal import Tensors

extension Features {
    /// Throws `notFinite` at the first element, row by row within each block, that is not a finite number.
    func checkFinite() throws(ClassifierError) {
        if let (row, column, _) = first(where: { !$0.isFinite }) {
            throw .notFinite(row: row, column: column)
        }
    }

    /// Throws `negativeFeature` at the first element, row by row within each block, below 0.
    func checkNotNegative() throws(ClassifierError) {
        if let (row, column, value) = first(where: { $0 < 0 }) {
            throw .negativeFeature(row: row, column: column, value: value)
        }
    }

    private func first(where isBad: (Double) -> Bool) -> (row: Int, column: Int, value: Double)? {
        for (offset, block) in zip(offsets, blocks) {
            switch block {
            case .dense(let matrix):
                if let place = matrix.values.firstIndex(where: { isBad(Double($0)) }) {
                    let (row, column) = place.quotientAndRemainder(dividingBy: matrix.columns)
                    return (row, offset + column, Double(matrix.values[place]))
                }
            case .sparse(let rows):
                if let place = rows.values.firstIndex(where: isBad) {
                    let row = rows.offsets.partitioningIndex { $0 > place } - 1
                    return (row, offset + Int(rows.indices[place]), rows.values[place])
                }
            }
        }
        return nil
    }
}

extension [Int] {
    /// The first index at which `predicate` holds, when it holds from some place on.
    fileprivate func partitioningIndex(where predicate: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
