internal import Glibc
public import Tensors

/// Figures of merit that need more than counts.
public enum Metrics {
    /// The mean of −ln p of the true class, p held to at least 2.2e-16 as scikit-learn does.
    ///
    /// `probabilities` is [samples × classes]. Throws `mismatchedRows`, `labelOutOfRange` or `noRows`.
    public static func logLoss(_ probabilities: DoubleMatrix, truth: [Int]) throws(ClassifierError) -> Double
    {
        guard probabilities.rows == truth.count else {
            throw .mismatchedRows(operation: "logLoss", expected: probabilities.rows, got: truth.count)
        }
        guard !truth.isEmpty else { throw .noRows }
        var sum = 0.0
        for (row, label) in truth.enumerated() {
            guard label >= 0, label < probabilities.columns else {
                throw .labelOutOfRange(row: row, label: label, classes: probabilities.columns)
            }
            sum -= log(max(0x1p-52, probabilities[row, label]))
        }
        return sum / Double(truth.count)
    }
}
