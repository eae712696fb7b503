internal import Glibc
public import Tensors

/// Linear discriminant analysis: w_k = Σ⁻¹ μ_k, b_k = −½ μ_kᵀ Σ⁻¹ μ_k + ln π_k, Σ the mean covariance within classes.
///
/// scikit-learn's LinearDiscriminantAnalysis (covariances divided by the number of rows, as from 1.9 on).
public struct LinearDiscriminant: Head, Equatable {
    /// How far covariances are drawn towards a multiple of the identity.
    public enum Shrinkage: Sendable, Equatable {
        /// Not at all.
        case none
        /// By a share, 0 ... 1.
        case share(Double)
        /// By the share that Ledoit and Wolf (2004) estimate, in each class, over standardised columns.
        case auto
    }

    /// How far covariances are drawn towards a multiple of the identity.
    public var shrinkage: Shrinkage
    /// The most columns; their square is kept in memory.
    public static let columnLimit = 4096

    /// No shrinkage unless told otherwise, as in scikit-learn.
    public init(shrinkage: Shrinkage = .none) { self.shrinkage = shrinkage }

    /// Measures and inverts the covariance; see `Head`.
    ///
    /// Throws `tooWide` and `singular` too.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        if case .share(let share) = shrinkage, !(0...1).contains(share) {
            throw .badParameter(name: "shrinkage", value: "\(share)", requirement: "0 to 1")
        }
        let columns = training.features.columns
        guard columns <= Self.columnLimit else {
            throw .tooWide(head: "lda", columns: columns, limit: Self.columnLimit)
        }
        let means = try ClassMoments(training, shouldStop).means
        var covariance = DoubleMatrix(rows: columns, columns: columns)
        for label in 0..<training.classes {
            let own = try ClassCovariance(training, label: label, means: means, shouldStop)
            own.add(to: &covariance, share: Double(own.rows) / Double(training.labels.count), shrinkage)
        }
        let model = try model(training, means, try directions(covariance, means, training))
        return FittedHead(model: model, convergence: .closedForm)
    }

    /// Σ⁻¹ μ of every class; a column that is constant within every class counts for nothing.
    private func directions(
        _ covariance: DoubleMatrix, _ means: DoubleMatrix, _ training: TrainingSet
    ) throws(ClassifierError) -> DoubleMatrix {
        let largest = (0..<covariance.rows).reduce(0) { max($0, covariance[$1, $1]) }
        let kept = (0..<covariance.rows).filter { covariance[$0, $0] > 1e-20 * largest }
        var square = DoubleMatrix(rows: kept.count, columns: kept.count)
        for (row, from) in kept.enumerated() {
            for (column, other) in kept.prefix(row + 1).enumerated() {
                square[row, column] = covariance[from, other]
            }
        }
        let singular = ClassifierError.singular(
            head: "lda", rows: training.labels.count, columns: training.features.columns)
        var result = DoubleMatrix(rows: means.rows, columns: means.columns)
        guard !kept.isEmpty else { return result }
        guard let factor = CholeskyFactor(square), factor.leastPivot(of: square) > 1e-11 else {
            throw singular
        }
        for label in 0..<means.rows {
            var right = kept.map { means[label, $0] }
            factor.solve(&right)
            for (place, column) in kept.enumerated() { result[label, column] = right[place] }
        }
        return result
    }

    private func model(
        _ training: TrainingSet, _ means: DoubleMatrix, _ directions: DoubleMatrix
    ) throws(ClassifierError) -> LinearModel {
        let bias = (0..<training.classes).map { label in
            log(Double(training.counts[label]) / Double(training.labels.count))
                - 0.5 * VectorSums.dot(means.row(label), directions.row(label))
        }
        guard training.classes == 2 else {
            return try LinearModel(weights: directions, bias: bias, probability: .softmax)
        }
        let plane = zip(directions.row(1), directions.row(0)).map { $0 - $1 } + [bias[1] - bias[0]]
        return try LinearModel(plane: plane, probability: .sigmoid)
    }
}
