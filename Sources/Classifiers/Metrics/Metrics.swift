internal import Glibc
public import Tensors

/// Figures of merit that need probabilities.
///
/// `probabilities` is [samples × classes], each row's sum 1. All throw `mismatchedRows`, `labelOutOfRange` or `noRows`.
public enum Metrics {
    /// The mean of −ln p of the true class, p held to at least 2.2e-16 as scikit-learn does.
    public static func logLoss(_ probabilities: DoubleMatrix, truth: [Int]) throws(ClassifierError) -> Double
    {
        try check(probabilities, truth, "logLoss")
        var sum = 0.0
        for (row, label) in truth.enumerated() { sum -= log(max(0x1p-52, probabilities[row, label])) }
        return sum / Double(truth.count)
    }

    /// The mean squared distance between probabilities and truth (Brier 1950), halved for two classes: from 0 to 1 for two
    /// classes, to 2 for more, as scikit-learn has it.
    public static func brier(_ probabilities: DoubleMatrix, truth: [Int]) throws(ClassifierError) -> Double {
        try check(probabilities, truth, "brier")
        var sum = 0.0
        for (row, label) in truth.enumerated() {
            for column in 0..<probabilities.columns {
                let gap = probabilities[row, column] - (column == label ? 1 : 0)
                sum += gap * gap
            }
        }
        return sum / Double(truth.count) / (probabilities.columns == 2 ? 2 : 1)
    }

    /// The area under the ROC curve; of three or more classes the mean over classes, each against the rest.
    ///
    /// Nil when a class has no sample, or all of them.
    public static func auc(_ probabilities: DoubleMatrix, truth: [Int]) throws(ClassifierError) -> Double? {
        try check(probabilities, truth, "auc")
        let isBinary = probabilities.columns == 2
        var sum = 0.0
        for label in isBinary ? 1..<2 : 0..<probabilities.columns {
            guard let area = area(truth.indices.map { (probabilities[$0, label], truth[$0] == label) }) else {
                return nil
            }
            sum += area
        }
        return sum / Double(isBinary ? 1 : probabilities.columns)
    }

    /// How often a positive scores above a negative, ties counting half (Mann and Whitney 1947).
    private static func area(_ scored: [(score: Double, isPositive: Bool)]) -> Double? {
        let sorted = scored.sorted { $0.score < $1.score }
        let positives = Double(sorted.count { $0.isPositive })
        let negatives = Double(sorted.count) - positives
        guard positives > 0, negatives > 0 else { return nil }
        var (below, wins) = (0.0, 0.0)
        var start = 0
        while start < sorted.count {
            let end = sorted[start...].firstIndex { $0.score != sorted[start].score } ?? sorted.count
            let tied = Double(sorted[start..<end].count { $0.isPositive })
            let tiedNegatives = Double(end - start) - tied
            wins += tied * (below + tiedNegatives / 2)
            below += tiedNegatives
            start = end
        }
        return wins / (positives * negatives)
    }

    static func check(
        _ probabilities: DoubleMatrix, _ truth: [Int], _ operation: String
    ) throws(ClassifierError) {
        guard probabilities.rows == truth.count else {
            throw .mismatchedRows(operation: operation, expected: probabilities.rows, got: truth.count)
        }
        guard !truth.isEmpty else { throw .noRows }
        for (row, label) in truth.enumerated() where label < 0 || label >= probabilities.columns {
            throw .labelOutOfRange(row: row, label: label, classes: probabilities.columns)
        }
    }
}
