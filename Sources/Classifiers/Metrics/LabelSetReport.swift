/// The figures of predictions where a row may have several labels, or none.
///
/// As scikit-learn's classification_report has them for indicator matrices: a division by 0 gives 0.
public struct LabelSetReport: Sendable, Equatable {
    /// How often each label was given and how often it should have been: what `multilabel_confusion_matrix` counts.
    public struct Counts: Sendable, Equatable {
        /// Rows that have the label and were given it.
        public let right: Int
        /// Rows that were given it and don't have it.
        public let wrong: Int
        /// Rows that have it and weren't given it.
        public let missed: Int
        /// Rows that neither have it nor were given it.
        public let neither: Int
    }

    /// The counts of each label.
    public let counts: [Counts]
    /// The figures of each label.
    public let labels: [ClassificationReport.Row]
    /// Over all pairs of a row and a label together.
    public let micro: ClassificationReport.Row
    /// The mean over labels, each counting once.
    public let macro: ClassificationReport.Row
    /// The mean over labels, each counting as often as it occurs.
    public let weighted: ClassificationReport.Row
    /// The mean over rows of the figures of each row.
    public let samples: ClassificationReport.Row
    /// The share of rows whose labels are all right and none too many.
    public let subsetAccuracy: Double
    /// The share of pairs of a row and a label that are wrong.
    public let hammingLoss: Double
    /// Rows that were given no label.
    public let withoutLabel: Int
    /// The number of rows.
    public let rows: Int

    /// The figures of `predicted` sets against the `true` ones, both ascending places below `labels`.
    ///
    /// Throws `mismatchedRows` and `noRows`.
    public init(truth: [[Int]], predicted: [[Int]], labels count: Int) throws(ClassifierError) {
        guard truth.count == predicted.count else {
            throw .mismatchedRows(operation: "LabelSetReport", expected: truth.count, got: predicted.count)
        }
        guard !truth.isEmpty, count > 0 else { throw .noRows }
        var tallies = [Tally](repeating: Tally(), count: count)
        var whole = Tally()
        var sums = (precision: 0.0, recall: 0.0, f1: 0.0)
        var (exact, wrong) = (0, 0)
        for (truth, predicted) in zip(truth, predicted) {
            var row = Tally()
            for label in truth { tallies[label].support += 1 }
            for label in predicted {
                tallies[label].predicted += 1
                if truth.contains(label) {
                    tallies[label].right += 1
                    row.right += 1
                }
            }
            (row.support, row.predicted) = (truth.count, predicted.count)
            let figures = row.figures
            sums.precision += figures.precision
            sums.recall += figures.recall
            sums.f1 += figures.f1
            exact += truth == predicted ? 1 : 0
            wrong += row.support + row.predicted - 2 * row.right
            whole.add(row)
        }
        let rows = Double(truth.count)
        self.rows = truth.count
        counts = tallies.map { $0.counts(of: truth.count) }
        labels = tallies.map(\.figures)
        micro = whole.figures
        macro = .mean(of: labels) { _ in 1 }
        weighted = .mean(of: labels) { Double($0.support) }
        samples = ClassificationReport.Row(
            precision: sums.precision / rows, recall: sums.recall / rows, f1: sums.f1 / rows,
            support: whole.support)
        subsetAccuracy = Double(exact) / rows
        hammingLoss = Double(wrong) / (rows * Double(count))
        withoutLabel = predicted.count { $0.isEmpty }
    }

    private struct Tally {
        var (right, predicted, support) = (0, 0, 0)

        mutating func add(_ other: Tally) {
            right += other.right
            predicted += other.predicted
            support += other.support
        }

        func counts(of rows: Int) -> Counts {
            Counts(
                right: right, wrong: predicted - right, missed: support - right,
                neither: rows - predicted - support + right)
        }

        var figures: ClassificationReport.Row {
            .init(
                precision: ClassificationReport.Row.share(right, predicted),
                recall: ClassificationReport.Row.share(right, support),
                f1: ClassificationReport.Row.share(2 * right, predicted + support), support: support)
        }
    }
}

/// A figure by which predictions of several labels are judged.
public enum LabelSetScore: String, Sendable, CaseIterable {
    case microF1 = "micro_f1"
    case macroF1 = "macro_f1"
    case samplesF1 = "samples_f1"
    case weightedF1 = "weighted_f1"
    /// The share of rows whose labels are all right.
    case subsetAccuracy = "accuracy"
    case hammingLoss = "hamming_loss"

    /// The figure of a report.
    public func value(of report: LabelSetReport) -> Double {
        switch self {
        case .microF1: report.micro.f1
        case .macroF1: report.macro.f1
        case .samplesF1: report.samples.f1
        case .weightedF1: report.weighted.f1
        case .subsetAccuracy: report.subsetAccuracy
        case .hammingLoss: report.hammingLoss
        }
    }
}
