import Classifiers
import Display
import Phrases

/// A model's figures on labelled texts.
struct Evaluation: Sendable {
    /// The figures, classes in the order of `labels`.
    let report: ClassificationReport
    /// The labels.
    let labels: [String]
    /// What was judged on what, as written: `model on test`.
    let title: String
    /// What a model that abstains decides; nil for one that always decides.
    let decided: Decided?

    /// The texts on which a model is sure enough to decide.
    struct Decided: Sendable {
        let threshold: Double
        let texts, right: Int
    }

    /// How many texts.
    var texts: Int { report.confusion.total }
}

/// How reports and confusions are shown.
enum ReportView {
    /// The figures in scikit-learn's layout.
    static func table(_ evaluation: Evaluation, _ intervals: Bootstrap.Intervals) -> Table {
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
            .strong(phrase("accuracy", zh: "准确率")), .empty, .empty, .number(report.accuracy, digits),
            .count(evaluation.texts),
        ])
        rows.append(cells(phrase("macro avg", zh: "宏平均"), report.macro))
        rows.append(cells(phrase("weighted avg", zh: "加权平均"), report.weighted))
        return Table(
            title: evaluation.title,
            columns: [
                .init(""), .number(phrase("precision", zh: "精确率")), .number(phrase("recall", zh: "召回率")),
                .number(phrase("f1-score", zh: "F1")), .number(phrase("support", zh: "样本数")),
            ],
            rows: rows, rules: [rule - 1], notes: notes(evaluation, intervals))
    }

    private static func notes(_ evaluation: Evaluation, _ intervals: Bootstrap.Intervals) -> [String] {
        let interval = ProportionInterval.wilson(
            successes: evaluation.report.confusion.right, of: evaluation.texts)
        let digits = NumberFormat.fixed(3)
        var notes = [
            phrase(
                "accuracy on \(NumberFormat.count(evaluation.texts)) texts: 95 % interval \(digits.text(interval.lower)) to "
                    + "\(digits.text(interval.upper)) (Wilson)",
                zh:
                    "\(NumberFormat.count(evaluation.texts)) 篇文本上准确率的 95% 置信区间：\(digits.text(interval.lower)) 到 "
                    + "\(digits.text(interval.upper))（Wilson）"),
            phrase(
                "macro avg f1-score: 95 % interval \(range(intervals.macroF1)) (bootstrap of the test texts, the model held fixed)",
                zh: "宏平均 F1 的 95% 置信区间：\(range(intervals.macroF1))（对测试文本自助抽样，模型不变）"),
            phrase(
                "always the most frequent label: \(digits.text(baseline(evaluation.report)))",
                zh: "基线（总是判为最多的标签）：\(digits.text(baseline(evaluation.report)))"),
        ]
        let never = evaluation.labels.indices.filter { evaluation.report.confusion.predicted($0) == 0 }
        if !never.isEmpty {
            let names = never.map { evaluation.labels[$0] }.joined(separator: ", ")
            notes.append(
                phrase(
                    "never predicted: \(names); precision counts as 0 there", zh: "从未预测到：\(names)；其精确率记为 0"))
        }
        if let decided = evaluation.decided { notes.append(sentence(decided, of: evaluation.texts)) }
        return notes
    }

    private static func range(_ range: ClosedRange<Double>) -> String {
        let digits = NumberFormat.fixed(3)
        let (low, high) = (digits.text(range.lowerBound), digits.text(range.upperBound))
        return phrase("\(low) to \(high)", zh: "\(low) 到 \(high)")
    }

    /// What abstaining leads to.
    private static func sentence(_ decided: Evaluation.Decided, of texts: Int) -> String {
        let threshold = NumberFormat.fixed(3).text(decided.threshold)
        let share = NumberFormat.percent(1).text(Double(decided.texts) / Double(max(1, texts)))
        let right =
            decided.texts == 0
            ? "–" : NumberFormat.fixed(3).text(Double(decided.right) / Double(decided.texts))
        return phrase(
            "the figures above are as if it always decided; abstaining below \(threshold) it decides \(share) of the texts, accuracy \(right)",
            zh: "以上是总作判断时的数字；置信度低于 \(threshold) 时不作判断，则判断 \(share) 的文本，准确率 \(right)")
    }

    private static func baseline(_ report: ClassificationReport) -> Double {
        let greatest = report.classes.map(\.support).max() ?? 0
        return report.confusion.total == 0 ? 0 : Double(greatest) / Double(report.confusion.total)
    }

    /// Which labels were taken for which.
    ///
    /// A table of counts, and the share of each row as a picture.
    static func confusion(_ evaluation: Evaluation) -> Page {
        Page([counts(evaluation), picture(evaluation)])
    }

    private static func picture(_ evaluation: Evaluation) -> HeatMap {
        let confusion = evaluation.report.confusion
        return HeatMap(
            title: phrase("Share of each true label", zh: "占各真实标签的比例"), rowNames: evaluation.labels,
            columnNames: evaluation.labels, rowTitle: phrase("true", zh: "真实"),
            columnTitle: phrase("predicted", zh: "预测"),
            values: evaluation.labels.indices.map { truth in
                let support = Double(max(1, confusion.support(truth)))
                return evaluation.labels.indices.map { Double(confusion[truth, $0]) / support }
            }, format: .percent(1), strongest: evaluation.labels.count)
    }

    private static func counts(_ evaluation: Evaluation) -> Table {
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
            title: phrase("Confusion: \(evaluation.title)", zh: "混淆矩阵：\(evaluation.title)"),
            caption: [
                phrase(
                    "rows: true label; columns: predicted label; shading: share of the row",
                    zh: "行：真实标签；列：预测标签；底色：占该行的比例")
            ],
            columns: [.init(phrase("true ↓  predicted →", zh: "真实 ↓  预测 →"))]
                + evaluation.labels.map { .number($0) }
                + [.number(phrase("texts", zh: "文本数")), .number(phrase("found", zh: "召回率"))],
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
