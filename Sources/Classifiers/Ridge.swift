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

    /// Solves the normal equations: of few columns by a factor of their Gram matrix, else step by step; see `Head`.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.notNegative("alpha", alpha)
        if let statistics = try statistics(
            of: LabelledRows(training), pool: pool, shouldStop: shouldStop),
            let fitted = try factored(statistics, shouldStop)
        {
            return fitted
        }
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
        return FittedHead(
            model: try model(solution.parameters, classes.count), convergence: solution.convergence)
    }

    private func model(_ parameters: [Double], _ classes: Int) throws(ClassifierError) -> LinearModel {
        classes == 1
            ? try LinearModel(plane: parameters, probability: .none)
            : try LinearModel(planesOf: parameters, classes: classes, probability: .none)
    }
}

extension Ridge: StatisticalHead {
    /// The most columns whose Gram matrix is factored, and kept for more rows.
    public static let columnLimit = 2048

    func statistics(
        of rows: LabelledRows, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> HeadStatistics? {
        let parts: ClassScatter.Parts = classWeight == .none ? .pooled : .classes
        let columns = rows.features.columns
        guard columns <= Self.columnLimit,
            ClassScatter.size(parts, columns: columns, classes: rows.classes) <= HeadStatistics.limit
        else { return nil }
        let isSparse = rows.features.blocks.allSatisfy { if case .sparse = $0 { true } else { false } }
        return .scatter(
            isSparse
                ? try ClassScatter(sparse: rows, parts, shouldStop)
                : try ClassScatter(rows, parts, shouldStop))
    }

    func fit(
        _ statistics: HeadStatistics, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.notNegative("alpha", alpha)
        guard let fitted = try factored(statistics, shouldStop) else {
            throw .singular(
                head: "ridge", rows: statistics.counts.reduce(0, +), columns: statistics.columns)
        }
        return fitted
    }

    /// The head by Cholesky's factor; nil when there is none to rounding.
    private func factored(
        _ statistics: HeadStatistics, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> FittedHead? {
        guard case .scatter(let scatter) = statistics else {
            throw .badState(type: "Ridge", detail: "statistics of another head")
        }
        if shouldStop() { throw .interrupted }
        let equations = NormalEquations(
            scatter, weights: try classWeight.weights(scatter.counts), alpha: alpha)
        guard let solution = equations.solved() else { return nil }
        var convergence = Convergence.closedForm
        convergence.objective = solution.objective
        return FittedHead(
            model: try model(solution.parameters, scatter.counts.count == 2 ? 1 : scatter.counts.count),
            convergence: convergence, statistics: statistics)
    }
}
