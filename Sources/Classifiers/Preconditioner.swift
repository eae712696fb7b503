internal import Glibc
internal import Tensors

/// An approximate inverse of the Hessian, score by score: exact on the diagonal, and on the widest dense block by a
/// factored Gram matrix with the curvature's mean in place of each row's own.
struct Preconditioner: Sendable {
    private let size: Int
    private let penalty: Penalty
    private let dense: (first: Int, gram: DoubleMatrix)?
    private var factors: [Int: CholeskyFactor] = [:]
    private var exponents: [Int] = []
    private var diagonal: [Double] = []

    /// Nil when `shouldStop` says so.
    init?(_ design: Design, penalty: Penalty, _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool) {
        size = design.columns + 1
        self.penalty = penalty
        guard let (first, _) = design.factorable else {
            dense = nil
            return
        }
        guard let gram = design.gram(pool, shouldStop) else { return nil }
        dense = (first, gram)
    }

    /// The diagonal alone.
    init(diagonalOf design: Design, penalty: Penalty) {
        size = design.columns + 1
        self.penalty = penalty
        dense = nil
    }

    /// Adapts to the second derivatives `diagonal`, [rows × width].
    mutating func update(_ design: Design, diagonal rowDiagonal: [Double], width: Int, _ pool: ThreadPool) {
        diagonal = design.squaredProduct(rowDiagonal, width: width, pool)
        let floor = 1e-12 * (diagonal.max() ?? 1) + Double.leastNormalMagnitude
        for index in diagonal.indices {
            let isIntercept = index >= (size - 1) * width
            diagonal[index] = max(
                floor, diagonal[index] + (isIntercept ? penalty.intercepts : penalty.weights))
        }
        guard let dense else { return }
        var sums = [Double](repeating: 0, count: width)
        for first in stride(from: 0, to: rowDiagonal.count, by: width) {
            for column in 0..<width { sums[column] += rowDiagonal[first + column] }
        }
        exponents = sums.map { sum in
            // Powers of two, so that classes and steps of like curvature share a factor.
            Int(log2(max(1e-12, sum / Double(design.rows))).rounded())
        }
        for exponent in exponents where factors[exponent] == nil {
            factors[exponent] = factor(dense.gram, curvature: exp2(Double(exponent)))
        }
    }

    /// The diagonal of the Hessian with its penalty, [columns + 1 × width].
    var hessianDiagonal: [Double] { diagonal }

    private func factor(_ gram: DoubleMatrix, curvature: Double) -> CholeskyFactor? {
        let last = gram.rows - 1
        let trace = (0...last).reduce(0) { $0 + gram[$1, $1] } * curvature
        var matrix = DoubleMatrix(rows: gram.rows, columns: gram.rows)
        matrix.values = gram.values.map { $0 * curvature }
        for index in 0...last {
            matrix[index, index] +=
                (index == last ? penalty.intercepts : penalty.weights) + 1e-10 * trace / Double(last + 1)
        }
        return CholeskyFactor(matrix)
    }

    /// The approximate inverse times `gradient`, [columns + 1 × width].
    func apply(_ gradient: [Double], width: Int) -> [Double] {
        var result = gradient
        result.withUnsafeMutableBufferPointer { result in
            diagonal.withUnsafeBufferPointer { diagonal in
                for index in result.indices { result[index] /= diagonal[index] }
            }
        }
        guard let dense else { return result }
        let count = dense.gram.rows - 1
        let places = Array(dense.first..<dense.first + count) + [size - 1]
        var done = Set<Int>()
        for exponent in exponents where done.insert(exponent).inserted {
            guard let factor = factors[exponent] else { continue }
            let columns = exponents.indices.filter { exponents[$0] == exponent }
            var part: [Double] = []
            part.reserveCapacity(places.count * columns.count)
            for place in places { for column in columns { part.append(gradient[place * width + column]) } }
            factor.solve(&part, width: columns.count)
            for (index, place) in places.enumerated() {
                for (inner, column) in columns.enumerated() {
                    result[place * width + column] = part[index * columns.count + inner]
                }
            }
        }
        return result
    }
}
