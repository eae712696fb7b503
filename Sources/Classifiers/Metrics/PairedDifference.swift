/// The difference between two classifiers on the same texts, with its 95 % interval and a test.
public struct PairedDifference: Sendable, Equatable {
    /// By how much the right one is better.
    public let mean: Double
    /// What holds the true difference in 95 of 100 such experiments.
    public let interval: ClosedRange<Double>
    /// The two-sided probability of a difference at least as large if there were none.
    public let p: Double

    /// Whether the interval leaves 0 out.
    public var isClear: Bool { !interval.contains(0) }

    /// The difference in accuracy on one test set: Agresti and Min's interval for matched pairs (2005), and McNemar's exact
    /// test.
    ///
    /// Throws `mismatchedRows` or `noRows`.
    public init(truth: [Int], left: [Int], right: [Int]) throws(ClassifierError) {
        let test = try McNemarTest(truth: truth, left: left, right: right)
        guard !truth.isEmpty else { throw .noRows }
        let (won, lost) = (Double(test.onlyRight) + 0.5, Double(test.onlyLeft) + 0.5)
        let n = Double(truth.count) + 2
        let centre = (won - lost) / n
        let half = 1.959963984540054 * (max(0, won + lost - (won - lost) * (won - lost) / n)).squareRoot() / n
        mean = Double(test.onlyRight - test.onlyLeft) / Double(truth.count)
        interval = max(-1, centre - half)...min(1, centre + half)
        p = test.p
    }

    /// The mean difference of one figure over folds: the corrected resampled t test (Nadeau and Bengio 2003), which counts in
    /// that the folds share most of their training texts.
    ///
    /// `differences` has one element for each fold of each repetition; `testShare` is n_test / n_train of a fold. Throws
    /// `noRows` for fewer than two, `badParameter`.
    public init(differences: [Double], testShare: Double) throws(ClassifierError) {
        guard differences.count > 1 else { throw .noRows }
        guard testShare > 0, testShare.isFinite else {
            throw .badParameter(name: "testShare", value: "\(testShare)", requirement: "> 0")
        }
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let error = ((1 / count + testShare) * variance).squareRoot()
        let half = error * StudentT.critical(0.05, freedom: count - 1)
        self.mean = mean
        interval = mean - half...mean + half
        p = error > 0 ? StudentT.twoSided(mean / error, freedom: count - 1) : mean == 0 ? 1 : 0
    }
}
