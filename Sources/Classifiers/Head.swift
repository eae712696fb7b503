public import Tensors

/// A classical head before it is fitted: parameters only.
public protocol Head: Sendable {
    /// Learns from `training`.
    ///
    /// The result doesn't depend on the number of threads.
    ///
    /// `start`, a model of the same shape as from another C, saves steps where the solver can use it; the result is the
    /// same to the tolerance. Throws `badParameter`, `negativeFeature` (naive Bayes only), `tooWide` (LDA and Gaussian naive
    /// Bayes only) or `interrupted`; not converging is no error but a fact of the result.
    func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead
}

extension Head {
    /// Learns from `training` on all processors.
    public func fit(_ training: TrainingSet) throws(ClassifierError) -> FittedHead {
        try fit(training, from: nil, pool: .machine, shouldStop: { false })
    }

    /// Learns from `training`, from nothing.
    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try fit(training, from: nil, pool: pool, shouldStop: shouldStop)
    }
}

/// What fitting a head gives: the model, and how well its objective was solved.
public struct FittedHead: Sendable, Equatable {
    /// What it learned.
    public let model: HeadModel
    /// How the solver ended.
    public let convergence: Convergence
    /// What it keeps of its rows, so that more can be added to them; nil when it can't, or when that would be too large.
    public let statistics: HeadStatistics?

    /// Restores what was fitted.
    public init(model: HeadModel, convergence: Convergence, statistics: HeadStatistics? = nil) {
        self.model = model
        self.convergence = convergence
        self.statistics = statistics
    }

    init(model: LinearModel, convergence: Convergence, statistics: HeadStatistics? = nil) {
        self.init(model: .linear(model), convergence: convergence, statistics: statistics)
    }
}

/// How a solver ended.
public struct Convergence: Sendable, Equatable {
    /// Steps taken; the most over the classes when they are fitted one by one, 0 for a closed form.
    public var iterations: Int
    /// The largest absolute element of the gradient of the mean loss, at the end; of the hinge loss, which has none, the
    /// duality gap as a share of the objective.
    public var gradient: Double
    /// Whether `gradient` got below the tolerance.
    public var converged: Bool
    /// The objective that the head documents, summed over the classes when they are fitted one by one.
    public var objective: Double
    /// False when weights could grow for ever: no penalty and classes that a plane separates.
    public var hasFiniteOptimum: Bool

    /// The end of what is computed in one pass.
    static let closedForm = Convergence(iterations: 0, gradient: 0, converged: true, objective: 0)

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
