import Classifiers
import Display
import Phrases
import TextModels

/// How figures of several labels a text are shown.
enum LabelSetView {
    /// A model beside others.
    struct Line {
        let name: String
        let report: LabelSetReport
        /// Of McNemar's test against the first; nil for the first itself.
        let p: Double?
    }

    private static let digits = NumberFormat.fixed(3)

    /// The figures in scikit-learn's layout.
    static func report(_ report: LabelSetReport, labels: [String], title: String) -> Table {
        func cells(_ name: String, _ row: ClassificationReport.Row) -> [Cell] {
            [
                .strong(name), .shaded(row.precision, digits, scale: 2),
                .shaded(row.recall, digits, scale: 2),
                .shaded(row.f1, digits, scale: 2), .count(row.support),
            ]
        }
        var rows = zip(labels, report.labels).map(cells)
        let rule = rows.count
        rows.append(cells(phrase("micro avg", zh: "微平均"), report.micro))
        rows.append(cells(phrase("macro avg", zh: "宏平均"), report.macro))
        rows.append(cells(phrase("weighted avg", zh: "加权平均"), report.weighted))
        rows.append(cells(phrase("samples avg", zh: "样本平均"), report.samples))
        return Table(
            title: title,
            columns: [
                .init(""), .number(phrase("precision", zh: "精确率")), .number(phrase("recall", zh: "召回率")),
                .number(phrase("f1-score", zh: "F1")), .number(phrase("support", zh: "样本数")),
            ],
            rows: rows, rules: [rule - 1], notes: notes(report, labels),
            limits: Table.Limits(rows: max(64, rows.count), columns: 8, cellWidth: 60))
    }

    /// How often each label was given and how often it should have been, a table of two by two in each row.
    static func counts(_ report: LabelSetReport, labels: [String], title: String) -> Table {
        let rows = zip(labels, report.counts).map { label, counts -> [Cell] in
            [
                .strong(label), .count(counts.right), .count(counts.wrong), .count(counts.missed),
                .count(counts.neither),
            ]
        }
        let texts = NumberFormat.count(report.rows)
        return Table(
            title: title,
            columns: [
                .init(""), .number(phrase("given rightly", zh: "正确给出")),
                .number(phrase("given wrongly", zh: "误给")), .number(phrase("missed", zh: "漏给")),
                .number(phrase("rightly not given", zh: "正确未给")),
            ],
            rows: rows,
            notes: [
                phrase(
                    "each row counts all \(texts) texts: a label is decided by itself, and isn't taken for another",
                    zh: "每行合计为全部 \(texts) 篇文本：每个标签单独判断，不会误判成另一个标签")
            ], limits: Table.Limits(rows: max(64, rows.count), columns: 8, cellWidth: 60))
    }

    private static func notes(_ report: LabelSetReport, _ labels: [String]) -> [String] {
        let right = Int((report.subsetAccuracy * Double(report.rows)).rounded())
        let interval = ProportionInterval.wilson(successes: right, of: report.rows)
        let texts = NumberFormat.count(report.rows)
        let (low, high) = (digits.text(interval.lower), digits.text(interval.upper))
        var notes = [
            phrase(
                "subset accuracy (all labels of a text right): \(digits.text(report.subsetAccuracy)) of \(texts) texts, "
                    + "95 % interval \(low) to \(high) (Wilson)",
                zh: "子集准确率（一篇的标签全对）：\(texts) 篇文本中 \(digits.text(report.subsetAccuracy))，"
                    + "95 % 置信区间 \(low) 到 \(high)（Wilson）"),
            phrase(
                "Hamming loss (wrong decisions about a text and a label): \(NumberFormat.fixed(4).text(report.hammingLoss))",
                zh: "汉明损失（文本与标签的判断中错误的比例）：\(NumberFormat.fixed(4).text(report.hammingLoss))"),
        ]
        if report.withoutLabel > 0 {
            notes.append(
                phrase(
                    "\(NumberFormat.count(report.withoutLabel)) texts got no label",
                    zh: "\(NumberFormat.count(report.withoutLabel)) 篇文本没有得到标签"))
        }
        let absent = zip(labels, report.labels).filter { $0.1.support == 0 }.map(\.0)
        if !absent.isEmpty {
            let names = absent.joined(separator: phrase(", ", zh: "、"))
            notes.append(
                phrase(
                    "no text has: \(names); their recall counts as 0, as scikit-learn has it",
                    zh: "没有文本有：\(names)；其召回率记为 0，与 scikit-learn 一致"))
        }
        return notes
    }

    /// Models side by side.
    static func comparison(_ lines: [Line], title: String, texts: Int) -> Table {
        let hasTest = lines.count > 1
        return Table(
            title: phrase(
                "Comparison \(title), \(NumberFormat.count(texts)) texts",
                zh: "比较：\(title)，\(NumberFormat.count(texts)) 篇文本"),
            columns: [.init(phrase("model", zh: "模型"))] + LabelSetScore.shown.map { .number($0.name) }
                + (hasTest ? [.number("p")] : []),
            rows: lines.map { line in
                [.strong(line.name)]
                    + LabelSetScore.shown.map { .number($0.value(of: line.report), $0.format) }
                    + (hasTest ? [line.p.map { .number($0, .significant(2)) } ?? .missing] : [])
            },
            notes: hasTest
                ? [
                    phrase(
                        "p: McNemar's exact test against the first, on the texts whose labels are all right",
                        zh: "p：与第一个相比，对标签全对的文本作 McNemar 精确检验")
                ] : [])
    }

    /// Means and deviations over folds; of one score, fold by fold.
    static func validation(
        _ names: [String], _ found: [[LabelSetValidation]], _ corpus: Corpus, score: LabelSetScore?,
        plan: FoldPlan, place: String, comparing: LabelSetScore? = nil
    ) throws(TextModelError) -> Table {
        if let score { return try folds(names, found, corpus, score, plan, place) }
        var rows: [[Cell]] = []
        var first: [Double] = []
        for (index, repetitions) in found.enumerated() {
            var cells: [Cell] = [.strong(names[index])]
            for score in LabelSetScore.shown {
                let values = try values(score, repetitions, corpus)
                cells.append(Spread(values.map(Optional.some)).cell(score.format))
            }
            let fits = repetitions.flatMap(\.fitSeconds)
            cells.append(.number(fits.reduce(0, +) / Double(max(1, fits.count)), .duration))
            if let comparing {
                let own = try values(comparing, repetitions, corpus)
                if index == 0 { first = own }
                let differences = zip(own, first).map { $0 - $1 }
                cells.append(index == 0 ? .missing : try difference(differences, plan))
            }
            rows.append(cells)
        }
        let compared = comparing.map {
            [Table.Column.number(phrase("\($0.name), gain", zh: "\($0.name)，提高"))]
        }
        return Table(
            title: title(nil, corpus, plan, place),
            columns: [.init(phrase("recipe", zh: "配方"))] + LabelSetScore.shown.map { .number($0.name) }
                + [.number(phrase("fit", zh: "训练用时"))] + (compared ?? []),
            rows: rows,
            notes: [
                phrase(
                    "mean ± standard deviation over folds, every label given above probability 0.5 or score 0",
                    zh: "各折的均值 ± 标准差；概率超过 0.5 或得分超过 0 时给出标签")
            ] + folding(plan)
                + (comparing == nil
                    ? []
                    : [
                        phrase(
                            "gain: over the first recipe, with p of the corrected t test for folds that share texts (Nadeau and Bengio 2003)",
                            zh: "提高：与第一个配方相比，p 为修正的 t 检验（Nadeau 和 Bengio 2003）")
                    ]))
    }

    private static func difference(
        _ differences: [Double], _ plan: FoldPlan
    ) throws(TextModelError) -> Cell {
        do throws(ClassifierError) {
            let found = try PairedDifference(differences: differences, testShare: plan.testShare)
            let (mean, p) = (
                digits.text(found.mean, signed: true), NumberFormat.significant(2).text(found.p)
            )
            return .text(phrase("\(mean) (p \(p))", zh: "\(mean)（p \(p)）"))
        } catch { throw .classifier(error) }
    }

    private static func values(
        _ score: LabelSetScore, _ repetitions: [LabelSetValidation], _ corpus: Corpus
    ) throws(TextModelError) -> [Double] {
        var values: [Double] = []
        for repetition in repetitions { values += try repetition.values(score, on: corpus) }
        return values
    }

    private static func folds(
        _ names: [String], _ found: [[LabelSetValidation]], _ corpus: Corpus, _ score: LabelSetScore,
        _ plan: FoldPlan, _ place: String
    ) throws(TextModelError) -> Table {
        var rows: [[Cell]] = []
        for (name, repetitions) in zip(names, found) {
            for (index, repetition) in repetitions.enumerated() {
                let values = try repetition.values(score, on: corpus)
                let seed: [Cell] =
                    repetitions.count > 1 ? [.number(Double(plan.seeds[index]), .fixed(0))] : []
                rows.append(
                    [index == 0 ? .strong(name) : .empty] + seed
                        + [.text(Spread(values.map(Optional.some)).text(score.format))]
                        + values.map { .number($0, score.format) })
            }
        }
        let seeds = plan.seeds.count > 1 ? [Table.Column.number(phrase("seed", zh: "种子"))] : []
        return Table(
            title: title(score.name, corpus, plan, place),
            columns: [.init(phrase("recipe", zh: "配方"))] + seeds
                + [.number(phrase("mean ± sd", zh: "均值 ± 标准差"))]
                + (1...max(1, plan.count)).map { .number(phrase("fold \($0)", zh: "第 \($0) 折")) },
            rows: rows, notes: folding(plan), limits: Table.Limits(rows: 200, columns: 40, cellWidth: 80))
    }

    private static func folding(_ plan: FoldPlan) -> [String] {
        [
            phrase(
                "each fold has its share of the texts' rarest labels; a label that a fold's training texts lack is not given there",
                zh: "各折按每篇文本最少见的标签分层；某折的训练文本缺少的标签，在该折不会给出")
        ] + plan.notes
    }

    private static func title(
        _ score: String?, _ corpus: Corpus, _ plan: FoldPlan, _ place: String
    ) -> String {
        let (count, what) = (NumberFormat.count(corpus.count), score.map { "\($0), " } ?? "")
        return phrase(
            "Cross-validation: \(what)\(place), \(count) texts, \(plan.title)",
            zh: "交叉验证：\(what)\(place)，\(count) 篇文本，\(plan.title)")
    }

    /// The thresholds that were chosen, and what they change on the texts that they were chosen on.
    static func thresholds(
        _ chosen: [LabelThreshold], labels: [String], before: LabelSetReport, after: LabelSetReport,
        title: String, hasProbabilities: Bool
    ) -> Table {
        func cells(_ name: String, _ threshold: Cell, _ old: Double, _ new: Double, _ support: Int) -> [Cell]
        {
            [.strong(name), threshold, .number(old, digits), .number(new, digits), .count(support)]
        }
        var rows = labels.indices.map { label in
            cells(
                labels[label], .number(chosen[label].threshold, digits), before.labels[label].f1,
                after.labels[label].f1, after.labels[label].support)
        }
        let rule = rows.count
        let support = after.micro.support
        rows.append(cells(phrase("micro avg", zh: "微平均"), .empty, before.micro.f1, after.micro.f1, support))
        rows.append(cells(phrase("macro avg", zh: "宏平均"), .empty, before.macro.f1, after.macro.f1, support))
        return Table(
            title: title,
            columns: [
                .init(phrase("label", zh: "标签")),
                .number(
                    hasProbabilities
                        ? phrase("given above probability", zh: "概率超过时给出")
                        : phrase("given above score", zh: "得分超过时给出")),
                .number(phrase("F1 before", zh: "原 F1")), .number(phrase("F1 now", zh: "现 F1")),
                .number(phrase("support", zh: "样本数")),
            ], rows: rows, rules: [rule - 1],
            notes: [
                phrase(
                    "before: the usual \(hasProbabilities ? "probability 0.5" : "score 0"); the figures are of the texts that the thresholds were chosen on, so on other texts they will be lower",
                    zh: "原：通常的\(hasProbabilities ? "概率 0.5" : "得分 0")；阈值就是在这些文本上选的，在别的文本上会低一些")
            ], limits: Table.Limits(rows: max(64, rows.count), columns: 8, cellWidth: 60))
    }
}

extension LabelSetScore {
    /// Those of a table, in order.
    static let shown: [LabelSetScore] = [.microF1, .macroF1, .samplesF1, .subsetAccuracy, .hammingLoss]

    /// What tables call it.
    var name: String {
        switch self {
        case .microF1: phrase("micro F1", zh: "微平均 F1")
        case .macroF1: phrase("macro F1", zh: "宏平均 F1")
        case .samplesF1: phrase("samples F1", zh: "样本平均 F1")
        case .weightedF1: phrase("weighted F1", zh: "加权平均 F1")
        case .subsetAccuracy: phrase("subset accuracy", zh: "子集准确率")
        case .hammingLoss: phrase("Hamming loss", zh: "汉明损失")
        }
    }

    /// How it is written.
    var format: NumberFormat { self == .hammingLoss ? .fixed(4) : .fixed(3) }
}
