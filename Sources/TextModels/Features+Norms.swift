internal import Classifiers
internal import Tensors

extension Features {
    /// The columns of a row that aren't 0, with their values.
    func entries(of row: Int) -> [(column: Int, value: Double)] {
        var entries: [(column: Int, value: Double)] = []
        for (first, block) in zip(offsets, blocks) {
            switch block {
            case .sparse(let sparse):
                for place in sparse.offsets[row]..<sparse.offsets[row + 1] {
                    entries.append((first + Int(sparse.indices[place]), sparse.values[place]))
                }
            case .dense(let matrix):
                for column in 0..<matrix.columns where matrix[row, column] != 0 {
                    entries.append((first + column, Double(matrix[row, column])))
                }
            }
        }
        return entries
    }

    /// The length of each row over all blocks.
    func rowNorms() -> [Double] {
        var squares = [Double](repeating: 0, count: rows)
        for block in blocks {
            switch block {
            case .sparse(let sparse):
                for row in 0..<rows {
                    for place in sparse.offsets[row]..<sparse.offsets[row + 1] {
                        squares[row] += sparse.values[place] * sparse.values[place]
                    }
                }
            case .dense(let matrix):
                for row in 0..<rows {
                    squares[row] += matrix.withRow(row) { $0.reduce(0) { $0 + Double($1) * Double($1) } }
                }
            }
        }
        return squares.map { $0.squareRoot() }
    }

    /// The mean length of each block's rows.
    func meanRowNorms() throws(TextModelError) -> [Double] {
        var means: [Double] = []
        for block in blocks {
            let norms = try TextModelError.classifying { () throws(ClassifierError) in
                try Features([block]).rowNorms()
            }
            means.append(norms.reduce(0, +) / Double(max(1, norms.count)))
        }
        return means
    }

    /// Every row, over all blocks, of length 1; a row of zeros stays.
    func normalised() throws(TextModelError) -> Features {
        let norms = rowNorms().map { $0 > 0 ? $0 : 1 }
        var changed: [Block] = []
        for block in blocks { changed.append(try block.divided(by: norms)) }
        return try TextModelError.classifying { () throws(ClassifierError) in try Features(changed) }
    }

    /// Every value times a number.
    func multiplied(by factor: Double) throws(TextModelError) -> Features {
        var changed: [Block] = []
        for block in blocks {
            changed.append(try block.divided(by: [Double](repeating: 1 / factor, count: rows)))
        }
        return try TextModelError.classifying { () throws(ClassifierError) in try Features(changed) }
    }
}

extension Features.Block {
    fileprivate func divided(by norms: [Double]) throws(TextModelError) -> Features.Block {
        do throws(TensorError) {
            switch self {
            case .sparse(let sparse):
                var values = sparse.values
                for (row, norm) in norms.enumerated() {
                    for place in sparse.offsets[row]..<sparse.offsets[row + 1] { values[place] /= norm }
                }
                return .sparse(
                    try SparseRows(
                        columns: sparse.columns, offsets: sparse.offsets, indices: sparse.indices,
                        values: values))
            case .dense(let matrix):
                var values = matrix.values
                for (row, norm) in norms.enumerated() {
                    let scale = Float(1 / norm)
                    for place in row * matrix.columns..<(row + 1) * matrix.columns { values[place] *= scale }
                }
                return .dense(try Matrix(rows: matrix.rows, columns: matrix.columns, values: values))
            }
        } catch { throw .tensor(error) }
    }
}
