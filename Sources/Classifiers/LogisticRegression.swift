public import Tensors

/// Logistic regression: (1 − ρ)/2 ‖W‖² + ρ ‖W‖₁ + C Σ s_i · loss_i, the intercept not penalised.
///
/// Two classes: loss = ln(1 + e^(−y f)), one plane. More: softmax, one vector for each class, all penalised; the
/// intercepts sum to 0. Or one class against the rest, each as with two classes. s_i is the class weight. These are
/// scikit-learn's objectives; ρ is its `l1_ratio`.
public struct LogisticRegression: Head, Equatable {
    /// What keeps the weights small.
    public enum Penalty: Sendable, Equatable {
        /// ½‖W‖².
        case l2
        /// ‖W‖₁, which makes many weights 0.
        case l1
        /// (1 − ρ)/2 ‖W‖² + ρ ‖W‖₁, with ρ in 0 ... 1.
        case elasticNet(Double)
        /// Nothing; then there may be no finite optimum.
        case none

        /// ρ.
        var share: Double {
            switch self {
            case .l2, .none: 0
            case .l1: 1
            case .elasticNet(let share): share
            }
        }
    }

    /// How three or more classes are told apart.
    public enum MultiClass: String, Sendable, Equatable, CaseIterable {
        /// All at once.
        case softmax
        /// Each from all others; probabilities are divided by their sum.
        case oneVersusRest = "one_vs_rest"
    }

    /// The weight C of the loss against the penalty, above 0.
    public var c: Double
    /// What keeps the weights small.
    public var penalty: Penalty
    /// How three or more classes are told apart.
    public var multiClass: MultiClass
    /// How much each row counts; of one class against the rest, balanced means that both sides weigh the same.
    public var classWeight: ClassWeight
    /// Stops when no element of the gradient of the mean loss is larger.
    public var tolerance: Double
    /// The most Newton steps.
    public var maxIterations: Int

    /// The defaults of `c`, `penalty` and `classWeight` are scikit-learn's; the tolerance is tight.
    public init(
        c: Double = 1, penalty: Penalty = .l2, multiClass: MultiClass = .softmax,
        classWeight: ClassWeight = .none, tolerance: Double = 1e-9, maxIterations: Int = 100
    ) {
        self.c = c
        self.penalty = penalty
        self.multiClass = multiClass
        self.classWeight = classWeight
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    /// Solves the objective to `tolerance`; see `Head`.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.check(c: c, tolerance: tolerance, maxIterations: maxIterations)
        guard (0...1).contains(penalty.share) else {
            throw .badParameter(name: "l1_ratio", value: "\(penalty.share)", requirement: "0 to 1")
        }
        let loss = try loss(training)
        let parameters = start?.linear?.parameters(of: loss.classes, columns: training.features.columns)
        let solution =
            penalty.share > 0
            ? try sparse(training, loss, parameters, pool, shouldStop)
            : try NewtonSolver(
                design: training.design(joining: penalty != .none, shouldStop), loss: loss,
                penalty: Classifiers.Penalty(weights: penalty == .none ? 0 : 1, intercepts: 0),
                tolerance: tolerance, maxIterations: maxIterations, pool: pool
            ).solve(from: parameters, shouldStop)
        return FittedHead(model: try model(solution.parameters, loss), convergence: solution.convergence)
    }

    private func loss(_ training: TrainingSet) throws(ClassifierError) -> Loss {
        let weights = try training.labelWeights(classWeight)
        guard training.classes > 2 else {
            return Loss(
                kind: .logistic, labels: training.labels, classes: [1], weights: weights.map { c * $0 })
        }
        let classes = Array(0..<training.classes)
        guard multiClass == .oneVersusRest else {
            return Loss(
                kind: .softmax, labels: training.labels, classes: classes, weights: weights.map { c * $0 })
        }
        let sides = classes.map { classWeight == .balanced ? training.balancedWeights(against: $0) : weights }
        return Loss(
            kind: .logistic, labels: training.labels, classes: classes,
            weights: classes.flatMap { label in sides.map { c * $0[label] } })
    }

    /// Weights of which many are 0; scores that aren't joined are solved one by one.
    private func sparse(
        _ training: TrainingSet, _ loss: Loss, _ start: [Double]?, _ pool: ThreadPool,
        _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> NewtonSolver.Solution {
        func solve(_ loss: Loss, _ start: [Double]?) throws(ClassifierError) -> NewtonSolver.Solution {
            try ElasticNetSolver(
                design: training.design(joining: false, shouldStop), loss: loss, l1: penalty.share,
                l2: 1 - penalty.share,
                tolerance: tolerance, maxIterations: max(maxIterations, 10 * maxIterations), pool: pool
            ).solve(from: start, shouldStop)
        }
        guard loss.groups > 1 else { return try solve(loss, start) }
        let shape = Grouped(width: loss.width, groups: loss.groups)
        var found = NewtonSolver.Solution(
            parameters: [Double](repeating: 0, count: (training.features.columns + 1) * loss.width),
            convergence: .closedForm)
        for column in 0..<loss.width {
            let one = try solve(loss.restricted(to: [column]), start.map { shape.columns([column], of: $0) })
            found.convergence.add(one.convergence)
            for (row, value) in one.parameters.enumerated() {
                found.parameters[row * loss.width + column] = value
            }
        }
        return found
    }

    private func model(_ parameters: [Double], _ loss: Loss) throws(ClassifierError) -> LinearModel {
        guard loss.width > 1 else { return try LinearModel(plane: parameters, probability: .sigmoid) }
        return loss.kind == .softmax
            ? try LinearModel(
                softmax: parameters, classes: loss.width, keepsWeights: penalty.share > 0)
            : try LinearModel(planesOf: parameters, classes: loss.width, probability: .normalisedSigmoid)
    }
}
