internal import CBLAS

/// Dense products through BLAS.
///
/// Each checks its shapes and that the sizes fit the library's 32-bit integers.
public enum Products {
    /// left · right: [m × k] · [k × n] → [m × n].
    public static func multiply(_ left: DoubleMatrix, _ right: DoubleMatrix) throws(TensorError)
        -> DoubleMatrix
    {
        try check("multiply", left.columns == right.rows, left, right)
        var result = DoubleMatrix(rows: left.rows, columns: right.columns)
        guard left.rows > 0, right.columns > 0, left.columns > 0 else { return result }
        cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(left.rows), Int32(right.columns),
            Int32(left.columns), 1, left.values, Int32(left.columns), right.values, Int32(right.columns), 0,
            &result.values, Int32(right.columns))
        return result
    }

    /// left · rightᵀ: [m × k] · [n × k]ᵀ → [m × n].
    public static func multiply(
        _ left: DoubleMatrix, transposed right: DoubleMatrix
    ) throws(TensorError) -> DoubleMatrix {
        try check("multiply transposed", left.columns == right.columns, left, right)
        var result = DoubleMatrix(rows: left.rows, columns: right.rows)
        guard left.rows > 0, right.rows > 0, left.columns > 0 else { return result }
        cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(left.rows), Int32(right.rows), Int32(left.columns),
            1,
            left.values, Int32(left.columns), right.values, Int32(right.columns), 0, &result.values,
            Int32(right.rows))
        return result
    }

    private static func check(
        _ operation: String, _ fits: Bool, _ left: DoubleMatrix, _ right: DoubleMatrix
    ) throws(TensorError) {
        guard fits else {
            throw .shapeMismatch(
                operation: operation, left: [left.rows, left.columns], right: [right.rows, right.columns])
        }
        let sizes = [left.rows, left.columns, right.rows, right.columns]
        guard sizes.allSatisfy({ $0 <= Int(Int32.max) }) else {
            throw .badSize(operation: operation, sizes: sizes)
        }
    }
}
