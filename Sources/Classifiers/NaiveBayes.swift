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

    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        throw .interrupted
    }
}
