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
        let rows = LabelledRows(training)
        let statistics = try measure(rows, pool, shouldStop)
        let fitted = try fit(statistics, shouldStop: shouldStop)
        guard size(of: rows) > HeadStatistics.limit else { return fitted }
        return FittedHead(model: fitted.model, convergence: fitted.convergence)
    }

    private func logPriors(_ counts: [Int]) -> [Double] {
        let all = Double(counts.reduce(0, +))
        return counts.map { log(Double($0)) - log(all) }
    }

    private func gaussian(_ moments: ClassMoments) throws(ClassifierError) -> GaussianModel {
        let largest = moments.overallVariances.max() ?? 0
        var variances = moments.variances
        // When no feature varies at all, any constant will do.
        let floor = largest > 0 ? Self.varianceSmoothing * largest : 1
        for index in variances.values.indices { variances.values[index] += floor }
        return try GaussianModel(
            logPriors: logPriors(moments.counts), means: moments.means, variances: variances)
    }

    // MARK: - Counts

    private func bernoulli(_ kept: ClassSums) throws(ClassifierError) -> LinearModel {
        let (classes, columns) = (kept.counts.count, kept.columns)
        var weights = DoubleMatrix(rows: classes, columns: columns)
        var bias = logPriors(kept.counts)
        for label in 0..<classes {
            let total = Double(kept.counts[label]) + 2 * alpha
            for column in 0..<columns {
                let present = kept.sums[column * classes + label] + alpha
                weights[label, column] = log(present) - log(total - present)
                bias[label] += log(total - present) - log(total)
            }
        }
        return try LinearModel(weights: weights, bias: bias, probability: .softmax, reading: .presence)
    }

    private func counting(_ kept: ClassSums) throws(ClassifierError) -> LinearModel {
        let classes = kept.counts.count
        let bias =
            kind == .multinomial ? logPriors(kept.counts) : [Double](repeating: 0, count: classes)
        return try LinearModel(
            weights: shares(kept.sums, columns: kept.columns, classes: classes), bias: bias,
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

extension NaiveBayes: StatisticalHead {
    private func size(of rows: LabelledRows) -> Int {
        (kind == .gaussian ? 2 : 1) * rows.classes * rows.features.columns
    }

    private func measure(
        _ rows: LabelledRows, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> HeadStatistics {
        try Parameters.positive("alpha", alpha)
        if shouldStop() { throw .interrupted }
        switch kind {
        case .gaussian: return .moments(try ClassMoments(rows, shouldStop))
        case .bernoulli:
            return .sums(try ClassSums(rows, reading: try rows.features.presence(), pool, shouldStop))
        case .multinomial, .complement:
            try rows.features.checkNotNegative()
            return .sums(try ClassSums(rows, reading: rows.features, pool, shouldStop))
        }
    }

    func statistics(
        of rows: LabelledRows, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> HeadStatistics? {
        size(of: rows) > HeadStatistics.limit ? nil : try measure(rows, pool, shouldStop)
    }

    func fit(
        _ statistics: HeadStatistics, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        if shouldStop() { throw .interrupted }
        let model: HeadModel
        switch (kind, statistics) {
        case (.gaussian, .moments(let moments)): model = .gaussian(try gaussian(moments))
        case (.bernoulli, .sums(let sums)): model = .linear(try bernoulli(sums))
        case (.multinomial, .sums(let sums)), (.complement, .sums(let sums)):
            model = .linear(try counting(sums))
        default: throw .badState(type: "NaiveBayes", detail: "statistics of another head")
        }
        return FittedHead(model: model, convergence: .closedForm, statistics: statistics)
    }
}
