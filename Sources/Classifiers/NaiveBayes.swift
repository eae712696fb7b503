internal import Glibc
public import Tensors

/// Naive Bayes over counts, as scikit-learn has it; linear, fitted in one pass.
public struct NaiveBayes: Head, Equatable {
    /// Which counts the weights come from.
    public enum Kind: Sendable, Equatable {
        /// w_kj = ln(N_kj + α) − ln Σ_j (N_kj + α), bias ln of the class's share.
        case multinomial
        /// w_kj = −ln of feature j's share in all other classes (Rennie et al. 2003), no bias.
        case complement
    }

    /// Which counts the weights come from.
    public var kind: Kind
    /// Added to every count, above 0.
    public var alpha: Double

    /// The defaults are scikit-learn's.
    public init(kind: Kind = .multinomial, alpha: Double = 1) {
        self.kind = kind
        self.alpha = alpha
    }

    /// Counts once; see `Head`.
    ///
    /// Throws `negativeFeature` too.
    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.positive("alpha", alpha)
        try training.features.checkNotNegative()
        if shouldStop() { throw .interrupted }
        let classes = training.classes
        var indicators = [Double](repeating: 0, count: training.labels.count * classes)
        for (row, label) in training.labels.enumerated() { indicators[row * classes + label] = 1 }
        let counts = Design(training.features, pool).transposedProduct(indicators, width: classes)
        if shouldStop() { throw .interrupted }
        var bias = [Double](repeating: 0, count: classes)
        if kind == .multinomial {
            bias = training.counts.map { log(Double($0)) - log(Double(training.labels.count)) }
        }
        let model = try LinearModel(
            weights: weights(counts, columns: training.features.columns, classes: classes), bias: bias,
            probability: .softmax)
        return FittedHead(
            model: model, convergence: Convergence(iterations: 0, gradient: 0, converged: true, objective: 0))
    }

    /// Log shares from `counts`, [columns × classes] row-major.
    private func weights(_ counts: [Double], columns: Int, classes: Int) -> DoubleMatrix {
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
