/// Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (1846): exact to rounding, and the same
/// bits each time.
enum SymmetricEigen {
    /// Eigenvalues, largest first, and the eigenvectors as columns; of `matrix` the lower triangle is read.
    static func decompose(_ matrix: DoubleMatrix) -> (values: [Double], vectors: DoubleMatrix) {
        let size = min(matrix.rows, matrix.columns)
        var a = DoubleMatrix(rows: size, columns: size)
        var v = DoubleMatrix(rows: size, columns: size)
        for row in 0..<size {
            v[row, row] = 1
            for column in 0...row {
                (a[row, column], a[column, row]) = (matrix[row, column], matrix[row, column])
            }
        }
        // Ten sweeps do for rounding at these sizes; sixty bound what is not finite.
        for _ in 0..<60 where sweep(&a, &v) == false { break }
        let order = (0..<size).sorted { a[$0, $0] != a[$1, $1] ? a[$0, $0] > a[$1, $1] : $0 < $1 }
        var vectors = DoubleMatrix(rows: size, columns: size)
        for (column, from) in order.enumerated() {
            for row in 0..<size { vectors[row, column] = v[row, from] }
        }
        return (order.map { a[$0, $0] }, vectors)
    }

    /// Rotates every pair once; false when nothing was left to rotate.
    private static func sweep(_ a: inout DoubleMatrix, _ v: inout DoubleMatrix) -> Bool {
        var isRotated = false
        for row in 0..<a.rows {
            for column in 0..<row
            where abs(a[row, column]) > 1e-17 * (abs(a[row, row]) + abs(a[column, column])) {
                rotate(&a, &v, column, row)
                isRotated = true
            }
        }
        return isRotated
    }

    private static func rotate(_ a: inout DoubleMatrix, _ v: inout DoubleMatrix, _ p: Int, _ q: Int) {
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        for index in 0..<a.rows {
            let (left, right) = (a[index, p], a[index, q])
            (a[index, p], a[index, q]) = (cosine * left - sine * right, sine * left + cosine * right)
        }
        for index in 0..<a.rows {
            let (upper, lower) = (a[p, index], a[q, index])
            (a[p, index], a[q, index]) = (cosine * upper - sine * lower, sine * upper + cosine * lower)
        }
        for index in 0..<v.rows {
            let (left, right) = (v[index, p], v[index, q])
            (v[index, p], v[index, q]) = (cosine * left - sine * right, sine * left + cosine * right)
        }
    }
}
