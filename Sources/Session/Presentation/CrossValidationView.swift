import Classifiers
import Display
import Phrases
import TextModels

/// How cross-validation is shown.
struct CrossValidationView {
    /// What each recipe is called.
    let names: [String]
    /// For each recipe the outcome of each repetition.
    let outcomes: [[CrossValidation]]
    let corpus: Corpus
    let plan: FoldPlan
    /// What the texts are called.
    let place: String

    /// Means and deviations over folds; of one score, fold by fold.
    func table(_ score: Score?) throws(TextModelError) -> Table {
        guard let score else { return try summary() }
        var rows: [[Cell]] = []
        let format = score.format
        for (name, repetitions) in zip(names, outcomes) {
            for (index, outcome) in repetitions.enumerated() {
                let values = try outcome.values(score, on: corpus)
                let label = index == 0 ? Cell.strong(name) : .empty
                let seed: [Cell] =
                    repetitions.count > 1 ? [.number(Double(plan.seeds[index]), .fixed(0))] : []
                rows.append(
                    [label] + seed + [.text(Spread(values).text(format))]
                        + values.map { value in value.map { .number($0, format) } ?? .missing })
            }
        }
        let seeds = plan.seeds.count > 1 ? [Table.Column.number(phrase("seed", zh: "种子"))] : []
        return Table(
            title: title(score.name),
            columns: [.init(phrase("recipe", zh: "配方"))] + seeds + [
                .number(phrase("mean ± sd", zh: "均值 ± 标准差"))
            ]
                + (1...plan.count).map { .number(phrase("fold \($0)", zh: "第 \($0) 折")) },
            rows: rows, notes: [score.direction] + plan.notes,
            limits: Table.Limits(rows: 200, columns: 40, cellWidth: 80))
    }

    private func summary() throws(TextModelError) -> Table {
        let scores: [Score] = [.accuracy, .macroF1, .logLoss]
        var rows: [[Cell]] = []
        for (name, repetitions) in zip(names, outcomes) {
            var cells: [Cell] = [.strong(name)]
            for score in scores {
                var values: [Double?] = []
                for outcome in repetitions { values += try outcome.values(score, on: corpus) }
                cells.append(Spread(values).cell(score.format))
            }
            let fits = repetitions.flatMap(\.fitSeconds)
            cells.append(.number(fits.reduce(0, +) / Double(max(1, fits.count)), .duration))
            rows.append(cells)
        }
        return Table(
            title: title(nil),
            columns: [
                .init(phrase("recipe", zh: "配方")), .number(Score.accuracy.name), .number(Score.macroF1.name),
                .number(Score.logLoss.name), .number(phrase("fit", zh: "训练用时")),
            ], rows: rows,
            notes: [
                phrase(
                    "mean ± standard deviation over folds; each fold's recipe is fitted whole on the other folds",
                    zh: "各折的均值 ± 标准差；每一折都用其余各折从头训练整个配方"),
                phrase(
                    "fit: one fold, with the texts' vectors already in the cache; score NAME lists the folds",
                    zh: "训练用时：一折，文本的向量已在缓存中；score 名字 列出各折"),
            ] + plan.notes)
    }

    private func title(_ score: String?) -> String {
        let (count, what) = (NumberFormat.count(corpus.count), score.map { "\($0), " } ?? "")
        return phrase(
            "Cross-validation: \(what)\(place), \(count) texts, \(plan.title)",
            zh: "交叉验证：\(what)\(place)，\(count) 篇文本，\(plan.title)")
    }
}

/// Mean and deviation of what is known of some values.
struct Spread {
    /// The mean; not a number when nothing is known.
    let mean: Double
    /// The standard deviation, with n − 1; nil for fewer than two.
    let deviation: Double?

    init(_ values: [Double?]) {
        let known = values.compactMap(\.self)
        mean = known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        let centre = mean
        deviation =
            known.count > 1
            ? (known.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(known.count - 1)).squareRoot()
            : nil
    }

    func text(_ format: NumberFormat) -> String {
        guard mean.isFinite else { return "–" }
        return format.text(mean) + (deviation.map { " ± \(format.text($0))" } ?? "")
    }

    func cell(_ format: NumberFormat) -> Cell { mean.isFinite ? .text(text(format)) : .missing }
}

extension Score {
    /// What tables call it.
    var name: String {
        switch self {
        case .accuracy: phrase("accuracy", zh: "准确率")
        case .macroF1: phrase("macro F1", zh: "宏平均 F1")
        case .weightedF1: phrase("weighted F1", zh: "加权平均 F1")
        case .balancedAccuracy: phrase("balanced accuracy", zh: "平衡准确率")
        case .mcc: "MCC"
        case .auc: "AUC"
        case .logLoss: phrase("log loss", zh: "对数损失")
        case .brier: phrase("Brier score", zh: "Brier 分数")
        case .calibrationError: phrase("calibration error", zh: "校准误差")
        }
    }

    /// How it is written.
    var format: NumberFormat { .fixed(3) }

    /// Which way is better.
    var direction: String {
        isLoss ? phrase("smaller is better", zh: "越小越好") : phrase("larger is better", zh: "越大越好")
    }
}
