public import Tensors

/// A linear support vector machine: ½(‖w‖² + b²) + C Σ s_i max(0, 1 − y_i f_i)², one class against the rest.
///
/// The intercept is penalised like a weight, as scikit-learn's LinearSVC does. s_i is the class weight.
public struct LinearSVM: Head, Equatable {
    /// The weight of the loss against the penalty, above 0.
    public var C: Double
    /// How much each row counts.
    public var classWeight: ClassWeight
    /// Stops when no element of the gradient of the mean loss is larger.
    public var tolerance: Double
    /// The most Newton steps for each class.
    public var maxIterations: Int

    /// The defaults of `C` and `classWeight` are scikit-learn's; the tolerance is tight.
    public init(
        C: Double = 1, classWeight: ClassWeight = .none, tolerance: Double = 1e-10, maxIterations: Int = 200
    ) {
        self.C = C
        self.classWeight = classWeight
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    public func fit(
        _ training: TrainingSet, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        throw .interrupted
    }
}
