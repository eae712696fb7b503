/// Features with a label for each row; unlike a `TrainingSet` it may lack a class, as rows that come later do.
public struct LabelledRows: Sendable {
    /// The features, [rows × columns].
    public let features: Features
    /// The label of each row, in `0 ..< classes`.
    public let labels: [Int]
    /// The number of classes.
    public let classes: Int
    /// The number of rows of each class.
    public let counts: [Int]

    /// Checks `features` and `labels` against each other.
    ///
    /// Throws `noRows`, `mismatchedRows`, `labelOutOfRange` or `notFinite`.
    public init(features: Features, labels: [Int], classes: Int) throws(ClassifierError) {
        guard features.rows > 0 else { throw .noRows }
        guard labels.count == features.rows else {
            throw .mismatchedRows(operation: "LabelledRows", expected: features.rows, got: labels.count)
        }
        var counts = [Int](repeating: 0, count: max(0, classes))
        for (row, label) in labels.enumerated() {
            guard label >= 0, label < classes else {
                throw .labelOutOfRange(row: row, label: label, classes: classes)
            }
            counts[label] += 1
        }
        try features.checkFinite()
        self.features = features
        self.labels = labels
        self.classes = classes
        self.counts = counts
    }

    init(_ training: TrainingSet) {
        features = training.features
        labels = training.labels
        classes = training.classes
        counts = training.counts
    }
}
