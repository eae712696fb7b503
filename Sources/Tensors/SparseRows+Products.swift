internal import CKernels

extension SparseRows {
    /// The rows as columns and the columns as rows.
    public func transposed() -> SparseRows {
        transposed { false } ?? SparseRows(trusted: rows, offsets: [0], indices: [], values: [])
    }

    /// The rows as columns and the columns as rows; nil when `shouldStop` says so.
    public func transposed(_ shouldStop: () -> Bool) -> SparseRows? {
        var starts = [Int](repeating: 0, count: columns + 1)
        for index in indices { starts[Int(index) + 1] += 1 }
        for column in 0..<columns { starts[column + 1] += starts[column] }
        var next = starts
        var newIndices = [Int32](repeating: 0, count: count)
        var newValues = [Double](repeating: 0, count: count)
        for row in 0..<rows {
            if row & 1023 == 0, shouldStop() { return nil }
            for position in offsets[row]..<offsets[row + 1] {
                let place = next[Int(indices[position])]
                next[Int(indices[position])] = place + 1
                newIndices[place] = Int32(truncatingIfNeeded: row)
                newValues[place] = values[position]
            }
        }
        return SparseRows(trusted: rows, offsets: starts, indices: newIndices, values: newValues)
    }

    /// Adds self · right to `sum`: [rows × columns] · [columns × width] → [rows × width].
    ///
    /// With `squared`, every stored value counts by its square.
    public func addProduct(
        with right: [Double], width: Int, to sum: inout [Double], squared: Bool = false, pool: ThreadPool
    ) {
        precondition(right.count >= columns * width && sum.count >= rows * width, "operands too small")
        let bounds = balancedBounds(pieces: pool.threads * 8)
        var elementBounds = bounds.map { $0 * width }
        if sum.count > rows * width { elementBounds.append(sum.count) }
        let values = squared ? values.map { $0 * $0 } : values
        pool.forEachPart(of: &sum, bounds: elementBounds) { piece, part in
            guard piece + 1 < bounds.count, let sums = part.baseAddress else { return }
            offsets.withUnsafeBufferPointer { offsets in
                guard let from = offsets.baseAddress else { return }
                kernel_sparse_product(
                    Self.level, bounds[piece + 1] - bounds[piece], from + bounds[piece], indices, values,
                    right, width, sums)
            }
        }
    }

    private static let level = kernel_best_level()

    /// Bounds of pieces of rows with nearly equal numbers of stored values.
    private func balancedBounds(pieces: Int) -> [Int] {
        var bounds = [0]
        var row = 0
        for piece in 1..<max(2, pieces) {
            let goal = count / max(1, pieces) * piece
            while row < rows, offsets[row] < goal { row += 1 }
            bounds.append(row)
        }
        return bounds + [rows]
    }
}
