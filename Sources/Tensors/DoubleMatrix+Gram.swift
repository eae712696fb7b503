internal import CBLAS

extension DoubleMatrix {
    /// Adds factor · rowsᵀ · rows, `rows` being row-major with as many columns as this square matrix; the lower triangle only.
    public mutating func addGram(_ rows: [Double], factor: Double) {
        precondition(
            self.rows == columns && (columns == 0 || rows.count % columns == 0), "rows of another size")
        guard columns > 0, !rows.isEmpty else { return }
        let (size, count) = (Int32(columns), Int32(rows.count / columns))
        values.withUnsafeMutableBufferPointer { sum in
            cblas_dsyrk(
                CblasRowMajor, CblasLower, CblasTrans, size, count, factor, rows, size, 1, sum.baseAddress,
                size)
        }
    }

    /// Adds leftᵀ · right, both row-major with as many columns as this square matrix.
    public mutating func addProduct(ofTransposed left: [Double], with right: [Double]) {
        precondition(
            rows == columns && left.count == right.count && (columns == 0 || left.count % columns == 0),
            "rows of another size")
        guard columns > 0, !left.isEmpty else { return }
        let (size, count) = (Int32(columns), Int32(left.count / columns))
        values.withUnsafeMutableBufferPointer { sum in
            cblas_dgemm(
                CblasRowMajor, CblasTrans, CblasNoTrans, size, size, count, 1, left, size, right, size, 1,
                sum.baseAddress, size)
        }
    }

    /// Copies the lower triangle of a square matrix to the upper one.
    public mutating func mirrorLower() {
        for row in 0..<rows { for column in 0..<row { self[column, row] = self[row, column] } }
    }
}
