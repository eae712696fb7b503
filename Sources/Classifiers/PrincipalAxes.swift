public import Tensors

/// The orthogonal directions in which feature rows vary most (PCA), found without ever centring a sparse block.
///
/// Agrees with scikit-learn's `PCA`, its convention of signs included: the largest coefficient of each axis is positive. An
/// axis along which training rows don't vary at all is zero.
public struct PrincipalAxes: Sendable, Equatable {
    /// The mean row, [columns].
    public let mean: [Double]
    /// The axes, each of length 1 (or 0), the strongest first: [count × columns].
    public let axes: DoubleMatrix
    /// The variance of training rows along each axis (divisor rows − 1).
    public let variances: [Double]
    /// The variance along all directions together.
    public let totalVariance: Double

    /// The number of axes.
    public var count: Int { axes.rows }

    /// Restores fitted state.
    ///
    /// Throws `badState` when sizes differ or a number isn't finite.
    public init(
        mean: [Double], axes: DoubleMatrix, variances: [Double], totalVariance: Double
    ) throws(ClassifierError) {
        guard axes.rows > 0, axes.columns == mean.count, variances.count == axes.rows,
            mean.allSatisfy(\.isFinite), axes.values.allSatisfy(\.isFinite), variances.allSatisfy(\.isFinite),
            totalVariance.isFinite
        else { throw .badState(type: "PrincipalAxes", detail: "\(axes.rows) axes, \(mean.count) columns") }
        self.mean = mean
        self.axes = axes
        self.variances = variances
        self.totalVariance = totalVariance
    }

    /// About how many bytes `fit` needs beside the features.
    public static func memory(rows: Int, columns: Int, count: Int) -> Int {
        let side = min(rows, columns)
        let steps = LeadingEigen.mostSteps(count: max(1, count), size: max(1, side))
        let numbers = Double(steps + 4) * Double(side) + Double(count + 4) * Double(rows + columns)
        return Int(min(1e18, 8 * (numbers + 2 * Double(steps) * Double(steps))))
    }

    /// Finds the first `count` axes of the rows of `features`.
    ///
    /// Works on the smaller side, rows or columns, in memory that grows with their sum. Throws `tooManyAxes` for more axes
    /// than rows or columns, `notFinite` or `interrupted`.
    public static func fit(
        _ features: Features, count: Int, pool: ThreadPool = .machine,
        shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> PrincipalAxes {
        guard count > 0, count <= min(features.rows, features.columns) else {
            throw .tooManyAxes(asked: count, rows: features.rows, columns: features.columns)
        }
        try features.checkFinite()
        let centred = try CentredRows(features, pool, shouldStop)
        let isWide = features.columns > features.rows
        let found = LeadingEigen(
            count: count, size: min(features.rows, features.columns), shouldStop: { shouldStop() }
        ) { vector in
            isWide
                ? centred.product(centred.transposedProduct(vector))
                : centred.transposedProduct(centred.product(vector))
        }
        guard let found else {
            if shouldStop() { throw .interrupted }
            throw .badState(type: "PrincipalAxes", detail: "the iteration doesn't end")
        }
        let divisor = Double(max(1, features.rows - 1))
        let floor = 1e-14 * max(found.values[0], .leastNormalMagnitude)
        var axes = DoubleMatrix(rows: count, columns: features.columns)
        for axis in 0..<count where found.values[axis] > floor {
            let vector = found.vectors.row(axis)
            let direction = normalised(isWide ? centred.transposedProduct(vector) : vector)
            for column in direction.indices { axes[axis, column] = direction[column] }
        }
        return try PrincipalAxes(
            mean: centred.mean, axes: axes, variances: found.values.map { $0 > floor ? $0 / divisor : 0 },
            totalVariance: max(0, centred.sumOfSquares) / divisor)
    }

    /// Of length 1, its largest coefficient positive.
    private static func normalised(_ vector: [Double]) -> [Double] {
        let length = VectorSums.dot(vector, vector).squareRoot()
        guard length > 0 else { return vector }
        var largest = 0
        for (place, value) in vector.enumerated() where abs(value) > abs(vector[largest]) { largest = place }
        let factor = (vector[largest] < 0 ? -1 : 1) / length
        return vector.map { $0 * factor }
    }

    /// Where rows lie along the axes, the mean at 0: one dense block, [rows × count].
    public func transform(
        _ features: Features, pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> Features {
        let origin = (0..<count).map { -VectorSums.dot(axes.row($0), mean) }
        // A linear model has two outputs at least; beside a single axis stands one of zeros.
        var outputs = DoubleMatrix(rows: max(2, count), columns: axes.columns)
        outputs.values.replaceSubrange(0..<axes.values.count, with: axes.values)
        let model = try LinearModel(
            weights: outputs, bias: count == 1 ? origin + [0] : origin, probability: .none)
        let places = try model.scores(features, pool: pool, shouldStop: shouldStop)
        var block = Matrix(rows: places.rows, columns: count)
        for row in 0..<places.rows {
            for axis in 0..<count { block[row, axis] = Float(places[row, axis]) }
        }
        return try Features([.dense(block)])
    }

    /// What weights of the axes, [labels × count], are as weights of the columns before, [labels × columns], and what is to be
    /// added to the bias of each label.
    public func folded(_ weights: DoubleMatrix) throws(ClassifierError) -> (
        weights: DoubleMatrix, bias: [Double]
    ) {
        do {
            let inner = try Products.multiply(weights, axes)
            return (inner, (0..<inner.rows).map { -VectorSums.dot(inner.row($0), mean) })
        } catch {
            throw .mismatchedColumns(operation: "PrincipalAxes.folded", expected: count, got: weights.columns)
        }
    }
}

/// Feature rows less their mean, as products with vectors know them.
private struct CentredRows {
    let mean: [Double]
    /// The sum of the squares of all their elements.
    let sumOfSquares: Double
    private let design: Design
    private let pool: ThreadPool

    init(
        _ features: Features, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        design = try Design(features, shouldStop)
        self.pool = pool
        let rows = Double(features.rows)
        let ones = [Double](repeating: 1, count: features.rows)
        mean = design.transposedProduct(ones, width: 1, pool).prefix(features.columns).map { $0 / rows }
        var squares = 0.0
        for block in features.blocks {
            switch block {
            case .sparse(let sparse): squares += VectorSums.dot(sparse.values, sparse.values)
            case .dense(let matrix): for value in matrix.values { squares += Double(value) * Double(value) }
            }
        }
        sumOfSquares = squares - rows * VectorSums.dot(mean, mean)
    }

    /// [rows × columns] · [columns].
    func product(_ vector: [Double]) -> [Double] {
        design.scores(vector + [-VectorSums.dot(vector, mean)], width: 1, pool)
    }

    /// [rows × columns]ᵀ · [rows].
    func transposedProduct(_ vector: [Double]) -> [Double] {
        // The last element is the sum of the vector.
        var result = design.transposedProduct(vector, width: 1, pool)
        let sum = result.removeLast()
        VectorSums.add(-sum, mean, to: &result)
        return result
    }
}
