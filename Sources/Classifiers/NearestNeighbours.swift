public import Tensors

/// The k nearest training rows vote, as scikit-learn's KNeighborsClassifier with uniform weights.
public struct NearestNeighbours: Head, Equatable {
    /// How many rows vote, at least 1; all of them when there are fewer.
    public var count: Int
    /// What is near.
    public var metric: NearestModel.Metric

    /// Five neighbours by cosine, unless told otherwise.
    public init(count: Int = 5, metric: NearestModel.Metric = .cosine) {
        self.count = count
        self.metric = metric
    }

    /// Keeps the rows; see `Head`.
    public func fit(
        _ training: TrainingSet, from start: HeadModel?, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead {
        guard count >= 1 else { throw .badParameter(name: "k", value: "\(count)", requirement: ">= 1") }
        if shouldStop() { throw .interrupted }
        let model = try NearestModel(
            rows: training.features, labels: training.labels, classes: training.classes, count: count,
            metric: metric)
        return FittedHead(model: .nearest(model), convergence: .closedForm)
    }
}
