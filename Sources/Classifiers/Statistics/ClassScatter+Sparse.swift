internal import Tensors

extension ClassScatter {
    /// Measures sparse rows by their stored values alone: Σ x xᵀ − n m mᵀ.
    ///
    /// Takes (stored values of a row)² steps a row instead of columns². What is the same in all rows is left with rounding
    /// errors, which a penalty covers. Throws `interrupted` only.
    init(sparse rows: LabelledRows, _ parts: Parts, _ shouldStop: () -> Bool) throws(ClassifierError) {
        let means = try ClassMoments.means(of: rows, shouldStop).means
        let none = DoubleMatrix(rows: means.columns, columns: means.columns)
        var squares = [DoubleMatrix](repeating: none, count: parts == .pooled ? 1 : rows.classes)
        var (columns, values): ([Int], [Double]) = ([], [])
        for place in squares.indices {
            var sum = none
            for (row, label) in rows.labels.enumerated() where parts == .pooled || label == place {
                if row & 255 == 0, shouldStop() { throw .interrupted }
                columns.removeAll(keepingCapacity: true)
                values.removeAll(keepingCapacity: true)
                rows.features.forEachStored(row) { column, value in
                    columns.append(column)
                    values.append(value)
                }
                sum.addOuter(values, at: columns)
            }
            for label in 0..<rows.classes where parts == .pooled || label == place {
                sum.addOuter(means.row(label), factor: -Double(rows.counts[label]))
            }
            squares[place] = sum
        }
        self.init(parts, rows.counts, means, squares, [], [])
    }
}

extension DoubleMatrix {
    /// Adds v · vᵀ at ascending columns to the lower triangle.
    fileprivate mutating func addOuter(_ vector: [Double], at places: [Int]) {
        let width = columns
        values.withUnsafeMutableBufferPointer { sum in
            for (index, row) in places.enumerated() {
                for other in 0...index {
                    sum[row * width + places[other]] += vector[index] * vector[other]
                }
            }
        }
    }
}
