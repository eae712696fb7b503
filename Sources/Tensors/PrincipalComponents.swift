/// The orthogonal directions in which rows vary most (PCA; Pearson 1901, Hotelling 1933).
///
/// The covariance is summed in double precision, and its leading eigenvectors are found by subspace iteration with
/// Rayleigh–Ritz steps (Rutishauser 1970) until they are exact to rounding: no sampling, and the same bits for any
/// number of threads. Of each direction's two signs the one is taken that makes its largest coefficient positive.
public struct PrincipalComponents: Sendable, Equatable {
    /// The mean row.
    public let mean: [Double]
    /// The directions, each of length 1, the strongest first: [count × columns].
    public let directions: DoubleMatrix
    /// The variance along each direction (divisor rows − 1).
    public let variances: [Double]
    /// The variance along all directions together.
    public let totalVariance: Double

    /// The share of the variance along each direction, from 0 to 1.
    public var shares: [Double] { variances.map { totalVariance > 0 ? max(0, $0) / totalVariance : 0 } }

    /// Finds the first `count` directions of the rows of `matrix`, fewer when it has fewer columns.
    ///
    /// Nil for fewer than two rows, for numbers that aren't finite, and when `shouldStop` says so.
    public init?(
        of matrix: Matrix, count: Int, pool: ThreadPool = .machine,
        shouldStop: @Sendable () -> Bool = { false }
    ) {
        let (rows, columns) = (Double(matrix.rows), matrix.columns)
        guard matrix.rows > 1, columns > 0, count > 0,
            let gram = matrix.borderedGram(limit: matrix.rows, pool: pool, shouldStop: shouldStop)
        else { return nil }
        let mean = (0..<columns).map { gram[columns, $0] / rows }
        var covariance = DoubleMatrix(rows: columns, columns: columns)
        for row in 0..<columns {
            for column in 0...row {
                let value = (gram[row, column] - rows * mean[row] * mean[column]) / (rows - 1)
                (covariance[row, column], covariance[column, row]) = (value, value)
            }
        }
        let total = (0..<columns).reduce(0) { $0 + max(0, covariance[$1, $1]) }
        guard total.isFinite, mean.allSatisfy(\.isFinite),
            let (values, vectors) = Self.leading(min(count, columns), of: covariance, shouldStop)
        else { return nil }
        (self.mean, variances, totalVariance) = (mean, values.map { max(0, $0) }, total)
        directions = vectors
    }

    /// Where rows lie along the directions, the mean at 0: [rows × count].
    public func projections(of matrix: Matrix, pool: ThreadPool = .machine) -> DoubleMatrix {
        let width = directions.rows
        var transposed = [Double](repeating: 0, count: mean.count * width)
        for direction in 0..<width {
            for column in mean.indices {
                transposed[column * width + direction] = directions[direction, column]
            }
        }
        var result = DoubleMatrix(rows: matrix.rows, columns: width)
        guard matrix.columns == mean.count else { return result }
        matrix.addProduct(with: transposed, width: width, to: &result.values, pool: pool)
        let origin = (0..<width).map { VectorSums.dot(directions.row($0), mean) }
        for row in 0..<result.rows {
            for direction in 0..<width { result[row, direction] -= origin[direction] }
        }
        return result
    }

    // MARK: eigenvectors

    /// More directions are followed than are wanted: the iteration converges as their eigenvalues differ.
    private static let spare = 10
    private static let mostSteps = 400

    private static func leading(
        _ count: Int, of matrix: DoubleMatrix, _ shouldStop: () -> Bool
    ) -> (values: [Double], vectors: DoubleMatrix)? {
        let width = min(matrix.rows, count + spare)
        var generator = SeededRandom(seed: 1)
        // Rows are the directions, which keeps each in one place.
        var block = DoubleMatrix(rows: width, columns: matrix.rows)
        for index in block.values.indices { block.values[index] = generator.unit() - 0.5 }
        orthonormalise(&block, &generator)
        var values = [Double](repeating: 0, count: width)
        for _ in 0..<mostSteps {
            guard !shouldStop(), let image = try? Products.multiply(block, matrix),
                let inner = try? Products.multiply(image, transposed: block)
            else { return nil }
            let (ritz, mixing) = SymmetricEigen.decompose(inner)
            guard let turned = mixed(block, by: mixing), let turnedImage = mixed(image, by: mixing) else {
                return nil
            }
            values = ritz
            block = turned
            if residual(turned, turnedImage, ritz, count) <= 1e-12 * max(ritz[0], .leastNormalMagnitude) {
                break
            }
            block = turnedImage
            orthonormalise(&block, &generator)
        }
        return (Array(values.prefix(count)), signed(block, count))
    }

    /// Rows combined by the columns of `mixing`: mixingᵀ · rows.
    private static func mixed(_ rows: DoubleMatrix, by mixing: DoubleMatrix) -> DoubleMatrix? {
        var transposed = DoubleMatrix(rows: mixing.columns, columns: mixing.rows)
        for row in 0..<mixing.rows {
            for column in 0..<mixing.columns { transposed[column, row] = mixing[row, column] }
        }
        return try? Products.multiply(transposed, rows)
    }

    /// The largest |A·q − λ·q| among the first `count` pairs.
    private static func residual(
        _ vectors: DoubleMatrix, _ images: DoubleMatrix, _ values: [Double], _ count: Int
    ) -> Double {
        (0..<count).reduce(0) { most, pair in
            let (vector, image) = (vectors.row(pair), images.row(pair))
            let squares = zip(vector, image).reduce(0) { sum, each in
                let gap = each.1 - values[pair] * each.0
                return sum + gap * gap
            }
            return max(most, squares.squareRoot())
        }
    }

    /// Gram–Schmidt, twice for each row; a row that vanishes is drawn anew.
    private static func orthonormalise(_ block: inout DoubleMatrix, _ generator: inout SeededRandom) {
        let width = block.columns
        var done: [[Double]] = []
        for row in 0..<block.rows {
            var vector = block.row(row)
            for attempt in 0..<4 {
                let before = VectorSums.dot(vector, vector).squareRoot()
                for _ in 0..<2 {
                    for other in done { VectorSums.add(-VectorSums.dot(other, vector), other, to: &vector) }
                }
                let length = VectorSums.dot(vector, vector).squareRoot()
                if length > 1e-12 * before, length > 0 {
                    vector = vector.map { $0 / length }
                    break
                }
                if attempt < 3 { vector = (0..<width).map { _ in generator.unit() - 0.5 } }
            }
            done.append(vector)
        }
        block.values = done.flatMap { $0 }
    }

    private static func signed(_ block: DoubleMatrix, _ count: Int) -> DoubleMatrix {
        var result = DoubleMatrix(rows: count, columns: block.columns)
        for direction in 0..<count {
            let vector = block.row(direction)
            let largest = vector.indices.max { abs(vector[$0]) < abs(vector[$1]) } ?? 0
            let sign: Double = vector[largest] < 0 ? -1 : 1
            for column in vector.indices { result[direction, column] = sign * vector[column] }
        }
        return result
    }
}
