public import Tensors

/// Ridge regression on targets ±1: Σ s_i (y_i − f_i)² + α ‖w‖², one class against the rest, the intercept not penalised.
///
/// scikit-learn's RidgeClassifier. s_i is the class weight.
public struct Ridge: Head, Equatable {
    /// The weight α of the penalty, at least 0.
    public var alpha: Double
    /// How much each row counts.
    public var classWeight: ClassWeight
    private static let tolerance = 1e-11

    /// The defaults are scikit-learn's.
    public init(alpha: Double = 1, classWeight: ClassWeight = .none) {
        self.alpha = alpha
        self.classWeight = classWeight
    }

    /// Solves the normal equations; see `Head`.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.notNegative("alpha", alpha)
        let classes = training.classes == 2 ? [1] : Array(0..<training.classes)
        let weights = try training.labelWeights(classWeight)
        let solver = NewtonSolver(
            design: try training.design(joining: alpha > 0, shouldStop),
            loss: Loss(
                kind: .squared, labels: training.labels, classes: classes,
                weights: weights.flatMap { weight in classes.map { _ in weight } }),
            penalty: Penalty(weights: 2 * alpha, intercepts: 0), tolerance: Self.tolerance,
            maxIterations: 100,
            pool: pool)
        var solution = try solver.solve(
            from: start?.linear?.parameters(of: classes, columns: training.features.columns), shouldStop)
        // Squares have an optimum whatever the penalty.
        solution.convergence.hasFiniteOptimum = true
        // Rounding ends it a little above the tolerance when columns are large.
        solution.convergence.converged = solution.convergence.gradient <= 1e3 * Self.tolerance
        let model =
            classes.count == 1
            ? try LinearModel(plane: solution.parameters, probability: .none)
            : try LinearModel(planesOf: solution.parameters, classes: classes.count, probability: .none)
        return FittedHead(model: model, convergence: solution.convergence)
    }
}
