internal import Glibc
internal import Tensors

/// An approximate inverse of the Hessian, class by class: exact on the diagonal, and on the widest dense block by a
/// factored Gram matrix with the curvature's mean in place of each row's own.
struct Preconditioner: Sendable {
    private let size: Int
    private let penalty: Double
    private let interceptPenalty: Double
    private let dense: (first: Int, gram: DoubleMatrix)?
    private var factors: [Int: CholeskyFactor] = [:]
    private var exponents: [Int] = []
    private var diagonal: [Double] = []
    /// Rows that the Gram matrix is measured on; it only steers the solver, so a part will do.
    private static let gramRows = 2048

    /// Nil when `shouldStop` says so.
    init?(_ design: Design, penalty: Double, interceptPenalty: Double, _ shouldStop: @Sendable () -> Bool) {
        size = design.columns + 1
        self.penalty = penalty
        self.interceptPenalty = interceptPenalty
        guard let (first, matrix) = design.factorable else {
            dense = nil
            return
        }
        guard
            let gram = matrix.borderedGram(
                limit: max(Self.gramRows, 4 * matrix.columns), pool: design.pool, shouldStop: shouldStop)
        else {
            return nil
        }
        dense = (first, gram)
    }

    /// Adapts to the second derivatives `diagonal`, [rows × width].
    mutating func update(_ design: Design, diagonal rowDiagonal: [Double], width: Int) {
        diagonal = design.squaredProduct(rowDiagonal, width: width)
        let floor = 1e-12 * (diagonal.max() ?? 1) + Double.leastNormalMagnitude
        for index in diagonal.indices {
            let isIntercept = index >= (size - 1) * width
            diagonal[index] = max(floor, diagonal[index] + (isIntercept ? interceptPenalty : penalty))
        }
        guard let dense else { return }
        exponents = (0..<width).map { column in
            var sum = 0.0
            for row in 0..<design.rows { sum += rowDiagonal[row * width + column] }
            // Powers of two, so that classes and steps of like curvature share a factor.
            return Int(log2(max(1e-12, sum / Double(design.rows))).rounded())
        }
        for exponent in exponents where factors[exponent] == nil {
            factors[exponent] = factor(dense.gram, curvature: exp2(Double(exponent)))
        }
    }

    private func factor(_ gram: DoubleMatrix, curvature: Double) -> CholeskyFactor? {
        let last = gram.rows - 1
        let trace = (0...last).reduce(0) { $0 + gram[$1, $1] } * curvature
        var matrix = DoubleMatrix(rows: gram.rows, columns: gram.rows)
        matrix.values = gram.values.map { $0 * curvature }
        for index in 0...last {
            matrix[index, index] +=
                (index == last ? interceptPenalty : penalty) + 1e-10 * trace / Double(last + 1)
        }
        return CholeskyFactor(matrix)
    }

    /// The approximate inverse times `gradient`, [columns + 1 × width].
    func apply(_ gradient: [Double], width: Int) -> [Double] {
        var result = gradient
        for index in result.indices { result[index] /= diagonal[index] }
        guard let dense else { return result }
        let count = dense.gram.rows - 1
        let places = Array(dense.first..<dense.first + count) + [size - 1]
        for column in 0..<width {
            guard let factor = factors[exponents[column]] else { continue }
            var part = places.map { gradient[$0 * width + column] }
            factor.solve(&part)
            for (index, place) in places.enumerated() { result[place * width + column] = part[index] }
        }
        return result
    }
}
