public import Tensors

/// What fitting a head gives: something that scores rows of features.
public enum HeadModel: Sendable, Equatable {
    /// Scores are sums over columns, so that they can be taken apart exactly.
    case linear(LinearModel)
    /// Gaussian naive Bayes, quadratic in the features.
    case gaussian(GaussianModel)
    /// The votes of the nearest training rows.
    case nearest(NearestModel)

    /// The model if its scores are sums over columns, else nil: then no exact split exists.
    public var linear: LinearModel? {
        if case .linear(let model) = self { model } else { nil }
    }

    /// The number of classes.
    public var classes: Int {
        switch self {
        case .linear(let model): model.classes
        case .gaussian(let model): model.classes
        case .nearest(let model): model.classes
        }
    }

    /// The number of feature columns.
    public var columns: Int {
        switch self {
        case .linear(let model): model.columns
        case .gaussian(let model): model.columns
        case .nearest(let model): model.columns
        }
    }

    /// Whether scores can be turned into probabilities.
    public var hasProbabilities: Bool { linear?.probability != LinearModel.Probability.none }

    /// The score of each row for each class, [rows × classes].
    ///
    /// The bits of a row's scores don't depend on the other rows. Throws `mismatchedColumns` or `interrupted`.
    public func scores(
        _ features: Features, pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> DoubleMatrix {
        switch self {
        case .linear(let model): try model.scores(features, pool: pool, shouldStop: shouldStop)
        case .gaussian(let model): try model.scores(features, pool: pool, shouldStop: shouldStop)
        case .nearest(let model): try model.scores(features, pool: pool, shouldStop: shouldStop)
        }
    }

    /// Probabilities from `scores`, [rows × classes], each row summing to 1; nil when this model has none.
    public func probabilities(ofScores scores: DoubleMatrix) throws(ClassifierError) -> DoubleMatrix? {
        switch self {
        case .linear(let model): return try model.probabilities(ofScores: scores)
        case .gaussian(let model):
            try Self.check(scores, model.classes, "probabilities")
            var result = scores
            Softmax.replaceRows(&result)
            return result
        case .nearest(let model):
            try Self.check(scores, model.classes, "probabilities")
            return scores
        }
    }

    /// The class with the highest score of each row; the first of equals.
    public func predictions(ofScores scores: DoubleMatrix) throws(ClassifierError) -> [Int] {
        try Self.check(scores, classes, "predictions")
        return (0..<scores.rows).map { row in
            var best = 0
            for label in 1..<classes where scores[row, label] > scores[row, best] { best = label }
            return best
        }
    }

    static func check(_ scores: DoubleMatrix, _ classes: Int, _ operation: String) throws(ClassifierError) {
        guard scores.columns == classes else {
            throw .mismatchedColumns(operation: operation, expected: classes, got: scores.columns)
        }
    }
}
