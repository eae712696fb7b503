internal import Glibc
public import Tensors

/// Naive Bayes, as scikit-learn has it, fitted in one pass; over counts it is linear.
public struct NaiveBayes: Head, Equatable {
    /// What the features of a class are taken for.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// w_kj = ln(N_kj + α) − ln Σ_j (N_kj + α), bias ln of the class's share.
        case multinomial
        /// w_kj = −ln of feature j's share in all other classes (Rennie et al. 2003), no bias.
        case complement
        /// Only whether a feature is there: θ_kj = (rows of k with j + α) / (n_k + 2α).
        case bernoulli
        /// A normal distribution for each feature and class; variances are raised by 1e-9 of the largest.
        case gaussian
    }

    /// What the features of a class are taken for.
    public var kind: Kind
    /// Added to every count, above 0; a Gaussian has no counts.
    public var alpha: Double
    private static let varianceSmoothing = 1e-9

    /// The defaults are scikit-learn's.
    public init(kind: Kind = .multinomial, alpha: Double = 1) {
        self.kind = kind
        self.alpha = alpha
    }

    /// Counts once; see `Head`.
    ///
    /// Throws `negativeFeature` too, for counts.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.positive("alpha", alpha)
        if shouldStop() { throw .interrupted }
        let model: HeadModel =
            switch kind {
            case .gaussian: .gaussian(try gaussian(training, shouldStop))
            case .bernoulli: .linear(try bernoulli(training, pool, shouldStop))
            case .multinomial, .complement: .linear(try counting(training, pool, shouldStop))
            }
        return FittedHead(model: model, convergence: .closedForm)
    }

    private func logPriors(_ training: TrainingSet) -> [Double] {
        training.counts.map { log(Double($0)) - log(Double(training.labels.count)) }
    }

    private func gaussian(
        _ training: TrainingSet, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> GaussianModel {
        let moments = try ClassMoments(training, shouldStop)
        let largest = moments.overallVariances(training.counts).max() ?? 0
        var variances = moments.variances
        // When no feature varies at all, any constant will do.
        let floor = largest > 0 ? Self.varianceSmoothing * largest : 1
        for index in variances.values.indices { variances.values[index] += floor }
        return try GaussianModel(logPriors: logPriors(training), means: moments.means, variances: variances)
    }

    // MARK: - Counts

    /// The sum of each column within each class, [columns × classes].
    private func counts(
        _ training: TrainingSet, _ features: Features, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> [Double] {
        let classes = training.classes
        var indicators = [Double](repeating: 0, count: training.labels.count * classes)
        for (row, label) in training.labels.enumerated() { indicators[row * classes + label] = 1 }
        let counts = try Design(features, shouldStop).transposedProduct(indicators, width: classes, pool)
        if shouldStop() { throw .interrupted }
        return counts
    }

    private func bernoulli(
        _ training: TrainingSet, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> LinearModel {
        let (classes, columns) = (training.classes, training.features.columns)
        let counts = try counts(training, try training.features.presence(), pool, shouldStop)
        var weights = DoubleMatrix(rows: classes, columns: columns)
        var bias = logPriors(training)
        for label in 0..<classes {
            let total = Double(training.counts[label]) + 2 * alpha
            for column in 0..<columns {
                let present = counts[column * classes + label] + alpha
                weights[label, column] = log(present) - log(total - present)
                bias[label] += log(total - present) - log(total)
            }
        }
        return try LinearModel(weights: weights, bias: bias, probability: .softmax, reading: .presence)
    }

    private func counting(
        _ training: TrainingSet, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> LinearModel {
        try training.features.checkNotNegative()
        let counts = try counts(training, training.features, pool, shouldStop)
        let bias =
            kind == .multinomial ? logPriors(training) : [Double](repeating: 0, count: training.classes)
        return try LinearModel(
            weights: shares(counts, columns: training.features.columns, classes: training.classes),
            bias: bias,
            probability: .softmax)
    }

    /// Log shares from `counts`, [columns × classes] row-major.
    private func shares(_ counts: [Double], columns: Int, classes: Int) -> DoubleMatrix {
        var smoothed = DoubleMatrix(rows: classes, columns: columns)
        for column in 0..<columns {
            let own = counts[column * classes..<(column + 1) * classes]
            let all = own.reduce(0, +)
            for (label, count) in own.enumerated() {
                smoothed[label, column] = (kind == .multinomial ? count : all - count) + alpha
            }
        }
        let sign = kind == .multinomial ? 1.0 : -1
        for label in 0..<classes {
            let range = label * columns..<(label + 1) * columns
            let total = log(smoothed.values[range].reduce(0, +))
            for index in range { smoothed.values[index] = sign * (log(smoothed.values[index]) - total) }
        }
        return smoothed
    }
}
