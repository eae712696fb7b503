public import Tensors

/// A classical head before it is fitted: parameters only.
public protocol Head: Sendable {
    /// Learns from `training`.
    ///
    /// The result doesn't depend on the number of threads.
    ///
    /// Throws `badParameter`, `negativeFeature` (naive Bayes only) or `interrupted`; not converging is no error
    /// but a fact of the result.
    func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead
}

extension Head {
    /// Learns from `training` on all processors.
    public func fit(_ training: TrainingSet) throws(ClassifierError) -> FittedHead {
        try fit(training, pool: .machine, shouldStop: { false })
    }
}

/// What fitting a head gives: the model, and how well its objective was solved.
public struct FittedHead: Sendable, Equatable {
    /// The fitted weights.
    public let model: LinearModel
    /// How the solver ended.
    public let convergence: Convergence
}

/// How a solver ended.
public struct Convergence: Sendable, Equatable {
    /// Steps taken; the most over the classes when they are fitted one by one, 0 for a closed form.
    public var iterations: Int
    /// The largest absolute element of the gradient of the mean loss, at the end.
    public var gradient: Double
    /// Whether `gradient` got below the tolerance.
    public var converged: Bool
    /// The objective that the head documents, summed over the classes when they are fitted one by one.
    public var objective: Double
    /// False when weights could grow for ever: no penalty and classes that a plane separates.
    public var hasFiniteOptimum: Bool

    /// A solver's end.
    public init(
        iterations: Int, gradient: Double, converged: Bool, objective: Double, hasFiniteOptimum: Bool = true
    ) {
        self.iterations = iterations
        self.gradient = gradient
        self.converged = converged
        self.objective = objective
        self.hasFiniteOptimum = hasFiniteOptimum
    }
}

/// How much each row counts.
public enum ClassWeight: Sendable, Equatable {
    /// All rows alike.
    case none
    /// Rows of class k count n / (K · n_k), so that all classes weigh the same.
    case balanced
}
