import Classifiers
import Display

/// A model's figures on labelled texts.
struct Evaluation: Sendable {
    /// The figures, classes in the order of `labels`.
    let report: ClassificationReport
    /// The labels.
    let labels: [String]
    /// What was judged on what, as written: `model on test`.
    let title: String
    /// How many texts.
    var texts: Int { report.confusion.total }
}

/// How reports and confusions are shown.
enum ReportView {
    /// The figures in scikit-learn's layout.
    static func table(_ evaluation: Evaluation) -> Table {
        let report = evaluation.report
        let digits = NumberFormat.fixed(3)
        func cells(_ name: String, _ row: ClassificationReport.Row) -> [Cell] {
            [
                .strong(name), .shaded(row.precision, digits, scale: 2),
                .shaded(row.recall, digits, scale: 2),
                .shaded(row.f1, digits, scale: 2), .count(row.support),
            ]
        }
        var rows = zip(evaluation.labels, report.classes).map(cells)
        let rule = rows.count
        rows.append([
            .strong("accuracy"), .empty, .empty, .number(report.accuracy, digits), .count(evaluation.texts),
        ])
        rows.append(cells("macro avg", report.macro))
        rows.append(cells("weighted avg", report.weighted))
        return Table(
            title: evaluation.title,
            columns: [
                .init(""), .number("precision"), .number("recall"), .number("f1-score"), .number("support"),
            ],
            rows: rows, rules: [rule - 1], notes: notes(evaluation))
    }

    private static func notes(_ evaluation: Evaluation) -> [String] {
        let interval = ProportionInterval.wilson(
            successes: evaluation.report.confusion.right, of: evaluation.texts)
        let digits = NumberFormat.fixed(3)
        var notes = [
            "accuracy on \(NumberFormat.count(evaluation.texts)) texts: 95 % interval \(digits.text(interval.lower)) to "
                + "\(digits.text(interval.upper)) (Wilson)",
            "always the most frequent label: \(digits.text(baseline(evaluation.report)))",
        ]
        let never = evaluation.labels.indices.filter { evaluation.report.confusion.predicted($0) == 0 }
        if !never.isEmpty {
            let names = never.map { evaluation.labels[$0] }.joined(separator: ", ")
            notes.append("never predicted: \(names); precision counts as 0 there")
        }
        return notes
    }

    private static func baseline(_ report: ClassificationReport) -> Double {
        let greatest = report.classes.map(\.support).max() ?? 0
        return report.confusion.total == 0 ? 0 : Double(greatest) / Double(report.confusion.total)
    }

    /// Which labels were taken for which.
    static func confusion(_ evaluation: Evaluation) -> Table {
        let confusion = evaluation.report.confusion
        let rows = evaluation.labels.indices.map { truth in
            let support = confusion.support(truth)
            let counts = evaluation.labels.indices.map { label in
                Cell.shaded(Double(confusion[truth, label]), .fixed(0), scale: Double(max(1, support)))
            }
            let recall: Cell =
                support == 0 ? .missing : .number(evaluation.report.classes[truth].recall, .percent(1))
            return [.strong(evaluation.labels[truth])] + counts + [.count(support), recall]
        }
        return Table(
            title: "Confusion: \(evaluation.title)",
            caption: ["rows: true label; columns: predicted label; shading: share of the row"],
            columns: [.init("true ↓  predicted →")] + evaluation.labels.map { .number($0) }
                + [.number("texts"), .number("found")],
            rows: rows, limits: Table.Limits(rows: 60, columns: 63, cellWidth: 40))
    }
}

/// Confidence intervals of a share.
enum ProportionInterval {
    /// Wilson's score interval (1927) at 95 %.
    static func wilson(successes: Int, of total: Int) -> (lower: Double, upper: Double) {
        guard total > 0 else { return (0, 1) }
        let z = 1.959963984540054
        let n = Double(total)
        let share = Double(successes) / n
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (max(0, centre - half), min(1, centre + half))
    }
}
