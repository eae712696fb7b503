extension SparseRows {
    /// The rows at `indices`, in that order.
    ///
    /// Throws when one is out of range.
    public func selecting(rows picks: [Int]) throws(TensorError) -> SparseRows {
        var newOffsets = [0]
        var newIndices: [Int32] = []
        var newValues: [Double] = []
        newOffsets.reserveCapacity(picks.count + 1)
        for row in picks {
            guard row >= 0, row < rows else {
                throw .badSize(operation: "SparseRows.selecting", sizes: [row, rows])
            }
            let range = offsets[row]..<offsets[row + 1]
            newIndices.append(contentsOf: indices[range])
            newValues.append(contentsOf: values[range])
            newOffsets.append(newValues.count)
        }
        return try SparseRows(columns: columns, offsets: newOffsets, indices: newIndices, values: newValues)
    }
}
