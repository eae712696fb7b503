/// How often each class was taken for each: rows are true labels, columns predictions.
public struct ConfusionMatrix: Sendable, Equatable {
    /// The number of classes.
    public let classes: Int
    /// Row-major counts, [classes × classes].
    public let counts: [Int]
    /// The number of samples.
    public let total: Int

    /// Counts pairs.
    ///
    /// Throws `mismatchedRows`, `labelOutOfRange` or `noRows`.
    public init(truth: [Int], predictions: [Int], classes: Int) throws(ClassifierError) {
        guard truth.count == predictions.count else {
            throw .mismatchedRows(operation: "ConfusionMatrix", expected: truth.count, got: predictions.count)
        }
        guard !truth.isEmpty else { throw .noRows }
        var counts = [Int](repeating: 0, count: max(0, classes) * max(0, classes))
        for (row, pair) in zip(truth, predictions).enumerated() {
            for label in [pair.0, pair.1] where label < 0 || label >= classes {
                throw .labelOutOfRange(row: row, label: label, classes: classes)
            }
            counts[pair.0 * classes + pair.1] += 1
        }
        self.classes = classes
        self.counts = counts
        total = truth.count
    }

    /// Counts already made, [classes × classes].
    init(classes: Int, counts: [Int]) {
        self.classes = classes
        self.counts = counts
        total = counts.reduce(0, +)
    }

    /// How often `truth` was taken for `prediction`.
    public subscript(truth: Int, prediction: Int) -> Int { counts[truth * classes + prediction] }
    /// The number of samples whose true label is `label`.
    public func support(_ label: Int) -> Int { (0..<classes).reduce(0) { $0 + self[label, $1] } }
    /// The number of samples predicted as `label`.
    public func predicted(_ label: Int) -> Int { (0..<classes).reduce(0) { $0 + self[$1, label] } }
    /// The number of right predictions.
    public var right: Int { (0..<classes).reduce(0) { $0 + self[$1, $1] } }
}
