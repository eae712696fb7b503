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
        let rows = LabelledRows(training)
        if let statistics = try statistics(of: rows, pool: pool, shouldStop: shouldStop) {
            return try fit(statistics, shouldStop: shouldStop)
        }
        // Too large to be kept: one class after the other.
        let means = try ClassMoments.means(of: rows, shouldStop).means
        var covariance = DoubleMatrix(rows: means.columns, columns: means.columns)
        for label in 0..<rows.classes {
            try shape(of: label, rows, means, shouldStop).add(
                to: &covariance, all: rows.labels.count, shrinkage)
        }
        return FittedHead(
            model: try model(rows.counts, means, covariance), convergence: .closedForm)
    }

    private func shape(
        of label: Int, _ rows: LabelledRows, _ means: DoubleMatrix, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> ClassShape {
        let centred = CentredClass(rows, label: label, mean: means.row(label))
        var squares = DoubleMatrix(rows: means.columns, columns: means.columns)
        try centred.addSquares(to: &squares, shouldStop)
        var fourths: DoubleMatrix?
        if shrinkage == .auto {
            var sum = DoubleMatrix(rows: means.columns, columns: means.columns)
            try centred.addFourths(to: &sum, shouldStop)
            fourths = sum
        }
        return ClassShape(
            rows: rows.counts[label], mean: means.row(label), squares: squares, fourths: fourths)
    }

    /// Σ⁻¹ μ of every class; a column that is constant within every class counts for nothing.
    private func directions(
        _ covariance: DoubleMatrix, _ means: DoubleMatrix, rows: Int
    ) throws(ClassifierError) -> DoubleMatrix {
        let largest = (0..<covariance.rows).reduce(0) { max($0, covariance[$1, $1]) }
        let kept = (0..<covariance.rows).filter { covariance[$0, $0] > 1e-20 * largest }
        var square = DoubleMatrix(rows: kept.count, columns: kept.count)
        for (row, from) in kept.enumerated() {
            for (column, other) in kept.prefix(row + 1).enumerated() {
                square[row, column] = covariance[from, other]
            }
        }
        let singular = ClassifierError.singular(head: "lda", rows: rows, columns: means.columns)
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
        _ counts: [Int], _ means: DoubleMatrix, _ covariance: DoubleMatrix
    ) throws(ClassifierError) -> LinearModel {
        let directions = try directions(covariance, means, rows: counts.reduce(0, +))
        let all = Double(counts.reduce(0, +))
        let bias = counts.indices.map { label in
            log(Double(counts[label]) / all)
                - 0.5 * VectorSums.dot(means.row(label), directions.row(label))
        }
        guard counts.count == 2 else {
            return try LinearModel(weights: directions, bias: bias, probability: .softmax)
        }
        let plane = zip(directions.row(1), directions.row(0)).map { $0 - $1 } + [bias[1] - bias[0]]
        return try LinearModel(plane: plane, probability: .sigmoid)
    }
}

extension LinearDiscriminant: StatisticalHead {
    private func check(columns: Int) throws(ClassifierError) {
        if case .share(let share) = shrinkage, !(0...1).contains(share) {
            throw .badParameter(name: "shrinkage", value: "\(share)", requirement: "0 to 1")
        }
        guard columns <= Self.columnLimit else {
            throw .tooWide(head: "lda", columns: columns, limit: Self.columnLimit)
        }
    }

    func statistics(
        of rows: LabelledRows, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> HeadStatistics? {
        let columns = rows.features.columns
        try check(columns: columns)
        let parts: ClassScatter.Parts = shrinkage == .auto ? .shapes : .pooled
        let size = ClassScatter.size(parts, columns: columns, classes: rows.classes)
        guard size <= HeadStatistics.limit else { return nil }
        return .scatter(try ClassScatter(rows, parts, shouldStop))
    }

    func fit(
        _ statistics: HeadStatistics, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        guard case .scatter(let scatter) = statistics, shrinkage != .auto || scatter.parts == .shapes else {
            throw .badState(type: "LinearDiscriminant", detail: "statistics of another head")
        }
        if shouldStop() { throw .interrupted }
        let (counts, columns) = (scatter.counts, scatter.means.columns)
        var covariance = DoubleMatrix(rows: columns, columns: columns)
        if scatter.parts == .pooled {
            // Traces add up, so that a fixed share shrinks the sum as it would each class.
            let mean = [Double](repeating: 0, count: columns)
            let all = counts.reduce(0, +)
            ClassShape(rows: all, mean: mean, squares: scatter.squares[0], fourths: nil).add(
                to: &covariance, all: all, shrinkage)
        } else {
            for label in counts.indices {
                ClassShape(
                    rows: counts[label], mean: scatter.means.row(label), squares: scatter.squares[label],
                    fourths: scatter.fourths[label]
                ).add(to: &covariance, all: counts.reduce(0, +), shrinkage)
            }
        }
        return FittedHead(
            model: try model(counts, scatter.means, covariance), convergence: .closedForm,
            statistics: statistics)
    }
}
