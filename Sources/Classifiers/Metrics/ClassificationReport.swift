/// Accuracy, and precision, recall and F1 of each class with their means.
///
/// Where a division by 0 would arise (a class never predicted, or without a sample) the figure is 0, as
/// scikit-learn's default has it.
public struct ClassificationReport: Sendable, Equatable {
    /// The figures of one class, or of a mean over classes.
    public struct Row: Sendable, Equatable {
        /// Right among those predicted as this class.
        public let precision: Double
        /// Right among those that are this class.
        public let recall: Double
        /// The harmonic mean of precision and recall.
        public let f1: Double
        /// The number of samples.
        public let support: Int
    }

    /// The counts behind the figures.
    public let confusion: ConfusionMatrix
    /// The figures of each class.
    public let classes: [Row]
    /// The mean over classes, each counting once.
    public let macro: Row
    /// The mean over classes, each counting as often as it has samples.
    public let weighted: Row
    /// The share of right predictions.
    public let accuracy: Double

    /// The figures behind `confusion`.
    ///
    /// A class with neither a sample nor a prediction is left out of the macro mean, as scikit-learn leaves it out
    /// of its table.
    public init(_ confusion: ConfusionMatrix) {
        let rows = (0..<confusion.classes).map { Row(confusion, label: $0) }
        self.confusion = confusion
        classes = rows
        accuracy = Row.share(confusion.right, confusion.total)
        let present = rows.indices.filter { rows[$0].support > 0 || confusion.predicted($0) > 0 }.map {
            rows[$0]
        }
        macro = Row.mean(of: present) { _ in 1 }
        weighted = Row.mean(of: present) { Double($0.support) }
    }
}

extension ClassificationReport.Row {
    init(_ confusion: ConfusionMatrix, label: Int) {
        let right = confusion[label, label]
        support = confusion.support(label)
        precision = Self.share(right, confusion.predicted(label))
        recall = Self.share(right, support)
        f1 = Self.share(2 * right, confusion.predicted(label) + support)
    }

    static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    static func mean(of rows: [Self], weight: (Self) -> Double) -> Self {
        let total = rows.reduce(0) { $0 + weight($1) }
        func mean(_ figure: (Self) -> Double) -> Double {
            total == 0 ? 0 : rows.reduce(0) { $0 + weight($1) * figure($1) } / total
        }
        return Self(
            precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1),
            support: rows.reduce(0) { $0 + $1.support })
    }
}
