public import Tensors

/// Labels that are likely wrong, by confident learning (Northcutt, Jiang and Chuang 2021, arXiv 1911.00068): texts whose
/// probability of another class, by models that haven't seen them, reaches what is usual for that class.
public struct LabelDoubts: Sendable, Equatable {
    /// A text whose label is doubted.
    public struct Doubt: Sendable, Equatable {
        /// The text's row.
        public let row: Int
        /// The class that it more likely has.
        public let likely: Int
        /// How much more probable that class is than the label it has.
        public let margin: Double
    }

    /// The doubts, the gravest first.
    public let doubts: [Doubt]
    /// The mean probability of each class over the texts labelled so; nil for a class without texts.
    public let thresholds: [Double?]

    /// Finds doubts; `probabilities` is [texts × classes], each row by a model that was fitted without it.
    ///
    /// Throws `mismatchedRows`, `labelOutOfRange` or `noRows`.
    public init(_ probabilities: DoubleMatrix, labels: [Int]) throws(ClassifierError) {
        try Metrics.check(probabilities, labels, "LabelDoubts")
        let classes = probabilities.columns
        var (sums, counts) = ([Double](repeating: 0, count: classes), [Int](repeating: 0, count: classes))
        for (row, label) in labels.enumerated() {
            sums[label] += probabilities[row, label]
            counts[label] += 1
        }
        let thresholds = (0..<classes).map { counts[$0] == 0 ? nil : sums[$0] / Double(counts[$0]) }
        var doubts: [Doubt] = []
        for (row, label) in labels.enumerated() {
            var likely: Int?
            for other in 0..<classes {
                // A mean of equal numbers may come out a rounding above them.
                guard let threshold = thresholds[other], probabilities[row, other] >= threshold - 1e-12
                else { continue }
                if likely.map({ probabilities[row, other] > probabilities[row, $0] }) ?? true {
                    likely = other
                }
            }
            guard let likely, likely != label else { continue }
            let margin = probabilities[row, likely] - probabilities[row, label]
            if margin > 0 { doubts.append(Doubt(row: row, likely: likely, margin: margin)) }
        }
        self.thresholds = thresholds
        self.doubts = doubts.sorted { $0.margin == $1.margin ? $0.row < $1.row : $0.margin > $1.margin }
    }
}
