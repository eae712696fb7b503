public import Tensors

/// What every linear head becomes: score_k = w_k · x + b_k.
///
/// There is always one row of weights for each class. Of two classes, logistic regression and the linear SVM have
/// a single plane w, the one scikit-learn reports for the second class; it is stored as rows −w and w, so the score of a
/// class is the log-odds (or margin) of that class against the other.
public struct LinearModel: Sendable, Equatable {
    /// How scores become probabilities.
    public enum Probability: Sendable, Equatable {
        /// p = exp(s_k) / Σ exp(s): logistic regression with three or more classes, naive Bayes.
        case softmax
        /// p = 1 / (1 + exp(−s_k)): logistic regression with two classes.
        case sigmoid
        /// The same, divided by its sum over classes: logistic regression, one class against the rest.
        case normalisedSigmoid
        /// p = 1 / (1 + exp(−s_k)), each label by itself: texts with several labels.
        case independent
        /// Scores are margins and have no probability: the SVM.
        case none
    }

    /// What a feature counts as.
    public enum Reading: Sendable, Equatable {
        /// Its value.
        case value
        /// 1 when it is above 0, else 0: Bernoulli naive Bayes.
        case presence
    }

    /// One row for each class, [classes × columns].
    public let weights: DoubleMatrix
    /// One number for each class.
    public let bias: [Double]
    /// How scores become probabilities.
    public let probability: Probability
    /// What a feature counts as.
    public let reading: Reading

    /// The number of classes.
    public var classes: Int { weights.rows }
    /// The number of feature columns.
    public var columns: Int { weights.columns }

    /// Checks that shapes agree and all numbers are finite; throws `badState` otherwise.
    public init(
        weights: DoubleMatrix, bias: [Double], probability: Probability, reading: Reading = .value
    ) throws(ClassifierError) {
        func refuse(_ detail: String) -> ClassifierError { .badState(type: "LinearModel", detail: detail) }
        guard weights.rows >= 2 else { throw refuse("\(weights.rows) classes") }
        guard bias.count == weights.rows else { throw refuse("\(weights.rows) rows, \(bias.count) biases") }
        guard probability != .sigmoid || weights.rows == 2 else { throw refuse("sigmoid needs 2 classes") }
        guard weights.values.allSatisfy(\.isFinite), bias.allSatisfy(\.isFinite) else {
            throw refuse("a weight isn't finite")
        }
        self.weights = weights
        self.bias = bias
        self.probability = probability
        self.reading = reading
    }
}
