public import Tensors

/// A linear support vector machine: ½(‖w‖² + b²) + C Σ s_i loss(1 − y_i f_i), one class against the rest.
///
/// The loss is the part above 0, squared or as it is. The intercept is penalised like a weight, as scikit-learn's LinearSVC
/// does. s_i is the class weight: as in LIBLINEAR, of three or more classes only a class's own rows have it.
public struct LinearSVM: Head, Equatable {
    /// What a row costs that is on the wrong side of its margin.
    public enum Loss: String, Sendable, Equatable, CaseIterable {
        /// max(0, 1 − y f)².
        case squaredHinge = "squared_hinge"
        /// max(0, 1 − y f).
        case hinge
    }

    /// The weight C of the loss against the penalty, above 0.
    public var c: Double
    /// What a row costs that is on the wrong side of its margin.
    public var loss: Loss
    /// How much each row counts.
    public var classWeight: ClassWeight
    /// Stops when no element of the gradient of the mean loss is larger; with `hinge`, when the duality gap is no larger
    /// a share of the objective.
    public var tolerance: Double
    /// The most steps for each class: Newton steps, or with `hinge` tenths of passes over the rows.
    public var maxIterations: Int

    /// The defaults of `c`, `loss` and `classWeight` are scikit-learn's; the tolerance is tight.
    public init(
        c: Double = 1, loss: Loss = .squaredHinge, classWeight: ClassWeight = .none,
        tolerance: Double = 1e-8, maxIterations: Int = 200
    ) {
        self.c = c
        self.loss = loss
        self.classWeight = classWeight
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    /// Solves the objective to `tolerance`; see `Head`.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        try Parameters.check(c: c, tolerance: tolerance, maxIterations: maxIterations)
        // Of two classes the second is fitted, and the first is its mirror image.
        let classes = training.classes == 2 ? [1] : Array(0..<training.classes)
        let factors = try training.labelWeights(classWeight)
        let weights = (0..<training.classes).flatMap { label in
            classes.map { c * (classes.count == 1 || $0 == label ? factors[label] : 1) }
        }
        let problem = Problem(classes: classes, weights: weights)
        return loss == .hinge
            ? try hinge(training, problem, pool, shouldStop)
            : try squaredHinge(training, problem, start, pool, shouldStop)
    }

    /// The classes against the rest, and the weight of each row by its label and class, [labels × classes].
    private struct Problem {
        let classes: [Int]
        let weights: [Double]

        /// y of each row for the class at `place`.
        func signs(_ place: Int, _ labels: [Int]) -> [Double] { labels.map { $0 == classes[place] ? 1 : -1 } }

        /// C s of each row for the class at `place`.
        func limits(_ place: Int, _ labels: [Int]) -> [Double] {
            labels.map { weights[$0 * classes.count + place] }
        }
    }

    /// Over sparse rows by the dual, which begins anew as fast as it would go on from `start`; what it leaves, and all else,
    /// by Newton steps.
    private func squaredHinge(
        _ training: TrainingSet, _ problem: Problem, _ start: HeadModel?, _ pool: ThreadPool,
        _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        var start = start?.linear
        if let rows = training.features.onlySparse {
            let dual = try self.dual(training, rows, problem, pool, shouldStop)
            if dual.convergence.converged { return dual }
            start = dual.model.linear
        }
        let classes = problem.classes
        let solution = try NewtonSolver(
            design: training.design(joining: true, shouldStop),
            loss: Classifiers.Loss(
                kind: .squaredHinge, labels: training.labels, classes: classes, weights: problem.weights),
            penalty: Penalty(weights: 1, intercepts: 1), tolerance: tolerance,
            maxIterations: maxIterations, pool: pool
        ).solve(from: start?.parameters(of: classes, columns: training.features.columns), shouldStop)
        let model =
            classes.count == 1
            ? try LinearModel(plane: solution.parameters, probability: .none)
            : try LinearModel(planesOf: solution.parameters, classes: classes.count, probability: .none)
        return FittedHead(model: model, convergence: solution.convergence)
    }

    private func dual(
        _ training: TrainingSet, _ rows: SparseRows, _ problem: Problem, _ pool: ThreadPool,
        _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        let lengths = training.features.borderedLengths
        // Fewer columns lie closer together.
        let occurring = OccurringColumns(rows)
        return try FittedHead(planes: problem.classes.count, columns: rows.columns, pool: pool) {
            place, plane in
            let dual = SparseDual(
                rows: rows, over: occurring, lengths: lengths,
                signs: problem.signs(place, training.labels), limits: problem.limits(place, training.labels))
            guard let occurring else { return dual.solve(into: plane, tolerance: tolerance, shouldStop) }
            var own = [Double](repeating: 0, count: occurring.count)
            let fit = own.withUnsafeMutableBufferPointer {
                dual.solve(into: $0, tolerance: tolerance, shouldStop)
            }
            occurring.expand(own, into: plane)
            return fit
        }
    }

    private func hinge(
        _ training: TrainingSet, _ problem: Problem, _ pool: ThreadPool,
        _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        let (features, lengths) = (training.features, training.features.borderedLengths)
        return try FittedHead(planes: problem.classes.count, columns: features.columns, pool: pool) {
            DualCoordinateDescent(
                features: features, lengths: lengths, signs: problem.signs($0, training.labels),
                limits: problem.limits($0, training.labels), tolerance: tolerance,
                maxPasses: 10 * maxIterations
            ).solve(into: $1, shouldStop)
        }
    }
}

extension Features {
    /// ‖[x 1]‖² of each row.
    var borderedLengths: [Double] { (0..<rows).map { squaredLength($0) + 1 } }
}
