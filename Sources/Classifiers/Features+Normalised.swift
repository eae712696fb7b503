internal import Tensors

extension Features.Block {
    /// The block with every row divided by its Euclidean length; rows of zeros stay.
    public func normalised() throws(ClassifierError) -> Features.Block {
        switch self {
        case .dense(var matrix):
            let width = matrix.columns
            matrix.values.withUnsafeMutableBufferPointer { values in
                for row in 0..<(width > 0 ? values.count / width : 0) {
                    let range = row * width..<(row + 1) * width
                    let length = values[range].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
                    guard length > 0 else { continue }
                    for index in range { values[index] = Float(Double(values[index]) / length) }
                }
            }
            return .dense(matrix)
        case .sparse(let rows):
            var values = rows.values
            for row in 0..<rows.rows {
                let range = rows.offsets[row]..<rows.offsets[row + 1]
                let length = values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard length > 0 else { continue }
                for index in range { values[index] /= length }
            }
            return .sparse(try rows.replacing(values: values))
        }
    }
}

extension SparseRows {
    /// The same places with other values.
    func replacing(values: [Double]) throws(ClassifierError) -> SparseRows {
        do {
            return try SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
        } catch {
            throw .badState(type: "SparseRows", detail: "\(error)")
        }
    }
}
