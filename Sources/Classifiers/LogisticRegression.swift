public import Tensors

/// Logistic regression: ½‖W‖² + C Σ s_i · loss_i, the intercept not penalised.
///
/// Two classes: loss = ln(1 + e^(−y f)), one plane. More: softmax, one vector for each class, all penalised; the
/// intercepts sum to 0. s_i is the class weight. These are scikit-learn's objectives.
public struct LogisticRegression: Head, Equatable {
    /// What keeps the weights small.
    public enum Penalty: Sendable, Equatable {
        /// ½‖W‖².
        case l2
        /// Nothing; then there may be no finite optimum.
        case none
    }

    /// The weight C of the loss against the penalty, above 0.
    public var c: Double
    /// What keeps the weights small.
    public var penalty: Penalty
    /// How much each row counts.
    public var classWeight: ClassWeight
    /// Stops when no element of the gradient of the mean loss is larger.
    public var tolerance: Double
    /// The most Newton steps.
    public var maxIterations: Int

    /// The defaults of `c`, `penalty` and `classWeight` are scikit-learn's; the tolerance is tight.
    public init(
        c: Double = 1, penalty: Penalty = .l2, classWeight: ClassWeight = .none, tolerance: Double = 1e-8,
        maxIterations: Int = 100
    ) {
        self.c = c
        self.penalty = penalty
        self.classWeight = classWeight
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    /// Solves the objective to `tolerance`; see `Head`.
    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.check(c: c, tolerance: tolerance, maxIterations: maxIterations)
        let isBinary = training.classes == 2
        let strength = penalty == .l2 ? 1.0 : 0
        let loss = Loss(
            kind: isBinary ? .logistic : .softmax, labels: training.labels,
            weights: training.rowWeights(classWeight, times: c), width: isBinary ? 1 : training.classes)
        let solver = NewtonSolver(
            design: Design(training.features, pool), loss: loss, penalty: strength, interceptPenalty: 0,
            tolerance: tolerance, maxIterations: maxIterations)
        let solution = try solver.solve(shouldStop)
        let model =
            isBinary
            ? try LinearModel(plane: solution.parameters, probability: .sigmoid)
            : try LinearModel(
                columnsOf: solution.parameters, classes: training.classes, probability: .softmax)
        return FittedHead(model: model, convergence: solution.convergence)
    }
}
