internal import CBLAS

/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ.
public struct CholeskyFactor: Sendable {
    /// The number of rows of A.
    public let size: Int
    private var lower: [Double]
    private static let panel = 64

    /// Factors `matrix`, of which the lower triangle is read.
    ///
    /// Gives nil when it isn't square or not positive definite to rounding.
    public init?(_ matrix: DoubleMatrix) {
        guard matrix.rows == matrix.columns, matrix.rows > 0, matrix.rows < Int(Int32.max) else { return nil }
        size = matrix.rows
        lower = matrix.values
        let size = size
        let isPositive = lower.withUnsafeMutableBufferPointer { all in
            guard let base = all.baseAddress else { return false }
            for start in stride(from: 0, to: size, by: Self.panel) {
                let width = min(Self.panel, size - start)
                guard Self.factor(base + start * size + start, width, size) else { return false }
                Self.reduce(base + start * size + start, width, rest: size - start - width, size)
            }
            return true
        }
        guard isPositive else { return nil }
    }

    /// Factors the square of `width` rows at `corner` in place.
    private static func factor(_ corner: UnsafeMutablePointer<Double>, _ width: Int, _ size: Int) -> Bool {
        for column in 0..<width {
            for row in column..<width {
                var sum = corner[row * size + column]
                for inner in 0..<column { sum -= corner[row * size + inner] * corner[column * size + inner] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return false }
                    corner[row * size + column] = sum.squareRoot()
                } else {
                    corner[row * size + column] = sum / corner[column * size + column]
                }
            }
        }
        return true
    }

    /// Solves the panel below the corner and takes its square from what remains.
    private static func reduce(_ corner: UnsafeMutablePointer<Double>, _ width: Int, rest: Int, _ size: Int) {
        guard rest > 0 else { return }
        let below = corner + width * size
        cblas_dtrsm(
            CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(rest), Int32(width), 1,
            corner,
            Int32(size), below, Int32(size))
        cblas_dsyrk(
            CblasRowMajor, CblasLower, CblasNoTrans, Int32(rest), Int32(width), -1, below, Int32(size), 1,
            below + width, Int32(size))
    }

    /// The least that is left of a diagonal element of A when the rows before it are taken out, as a share of the element:
    /// near 0 when a row is a combination of others.
    public func leastPivot(of matrix: DoubleMatrix) -> Double {
        (0..<min(size, matrix.rows)).reduce(1) { least, index in
            let root = lower[index * size + index]
            return min(least, root * root / matrix[index, index])
        }
    }

    /// Replaces `right`, [size], by A⁻¹ · right.
    public func solve(_ right: inout [Double]) {
        precondition(right.count == size, "right side of another size")
        cblas_dtrsv(
            CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, Int32(size), lower, Int32(size), &right, 1)
        cblas_dtrsv(
            CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, Int32(size), lower, Int32(size), &right, 1)
    }

    /// Replaces `right`, [size × width] row-major, by A⁻¹ · right.
    public func solve(_ right: inout [Double], width: Int) {
        guard width > 1 else { return solve(&right) }
        precondition(right.count == size * width, "right side of another size")
        for transpose in [CblasNoTrans, CblasTrans] {
            cblas_dtrsm(
                CblasRowMajor, CblasLeft, CblasLower, transpose, CblasNonUnit, Int32(size), Int32(width), 1,
                lower, Int32(size), &right, Int32(width))
        }
    }
}
