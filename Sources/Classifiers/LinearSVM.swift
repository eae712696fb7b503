public import Tensors

/// A linear support vector machine: ½(‖w‖² + b²) + C Σ s_i max(0, 1 − y_i f_i)², one class against the rest.
///
/// The intercept is penalised like a weight, as scikit-learn's LinearSVC does. s_i is the class weight.
public struct LinearSVM: Head, Equatable {
    /// The weight C of the loss against the penalty, above 0.
    public var c: Double
    /// How much each row counts.
    public var classWeight: ClassWeight
    /// Stops when no element of the gradient of the mean loss is larger.
    public var tolerance: Double
    /// The most Newton steps for each class.
    public var maxIterations: Int

    /// The defaults of `c` and `classWeight` are scikit-learn's; the tolerance is tight.
    public init(
        c: Double = 1, classWeight: ClassWeight = .none, tolerance: Double = 1e-8, maxIterations: Int = 200
    ) {
        self.c = c
        self.classWeight = classWeight
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    /// Solves the objective to `tolerance`, class by class; see `Head`.
    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.check(c: c, tolerance: tolerance, maxIterations: maxIterations)
        let design = Design(training.features, pool)
        // Of two classes the second is fitted, and the first is its mirror image.
        let fitted = training.classes == 2 ? [1] : Array(0..<training.classes)
        var planes: [[Double]] = []
        var facts = Convergence(iterations: 0, gradient: 0, converged: true, objective: 0)
        for label in fitted {
            let solver = NewtonSolver(
                design: design, loss: loss(training, label), penalty: 1, interceptPenalty: 1,
                tolerance: tolerance,
                maxIterations: maxIterations)
            let solution = try solver.solve(shouldStop)
            planes.append(solution.parameters)
            facts.add(solution.convergence)
        }
        let model =
            planes.count == 1
            ? try LinearModel(plane: planes[0], probability: .none)
            : try LinearModel(planes: planes, probability: .none)
        return FittedHead(model: model, convergence: facts)
    }

    /// The class `label` against the rest.
    ///
    /// As in LIBLINEAR, of three or more classes only `label` has its class weight and the rest counts 1.
    private func loss(_ training: TrainingSet, _ label: Int) -> Loss {
        var weights = training.rowWeights(classWeight, times: c)
        if training.classes > 2 {
            for row in weights.indices where training.labels[row] != label { weights[row] = c }
        }
        let sides = training.labels.map { $0 == label ? 1 : 0 }
        return Loss(kind: .squaredHinge, labels: sides, weights: weights, width: 1)
    }
}
