import Classifiers
import Display
import Explanations
import Phrases
import TextModels

/// How a model on harmed texts is shown.
struct StressView {
    /// One kind at one strength; the pairs of the texts that it changed.
    struct Group: Sendable {
        let kind: Perturbation
        let strength: Double
        let pairs: Range<Int>
    }

    let trial: StressTrial
    let groups: [Group]
    /// The labels of the texts drawn, as numbers, and their names.
    let codes: [Int]
    let labels: [String]
    /// The row of each text drawn, from 0; and of how many texts they were drawn.
    let rows: [Int]
    let all: Int
    let title: String
    let place: String

    private static let digits = NumberFormat.fixed(3)

    /// Figures by kind and strength, curves, and the worst examples.
    func page() -> Page {
        let examples = examples
        return Page([figures, chart] + (examples.rows.isEmpty ? [] : [examples]))
    }

    /// What became of the decisions of one group.
    private struct Outcome {
        var flips = 0
        var broken = 0
        var mended = 0
        var fall = 0.0
    }

    private func outcome(_ group: Group) -> Outcome {
        var found = Outcome()
        for pair in trial.pairs[group.pairs] {
            let truth = codes[pair.text]
            found.fall += pair.truth.after - pair.truth.before
            guard pair.isFlipped else { continue }
            found.flips += 1
            if pair.before == truth { found.broken += 1 }
            if pair.after == truth { found.mended += 1 }
        }
        return found
    }

    private var right: Int { zip(trial.decided, codes).count { $0 == $1 } }

    private func accuracy(_ outcome: Outcome) -> Double {
        Double(right + outcome.mended - outcome.broken) / Double(max(1, codes.count))
    }

    private var figures: Table {
        let whole = Double(right) / Double(max(1, codes.count))
        let interval = ProportionInterval.wilson(successes: right, of: codes.count)
        let rows = groups.map { group -> [Cell] in
            let found = outcome(group)
            let changed = Double(max(1, group.pairs.count))
            return [
                .strong(group.kind.title), .number(group.strength, .percent(0)), .count(group.pairs.count),
                .number(accuracy(found), Self.digits),
                .signed(accuracy(found) - whole, Self.digits, scale: 0.5),
                .count(found.flips), .number(Double(found.flips) / changed, .percent(1)),
                .count(found.broken),
                .count(found.mended), .signed(found.fall / changed, Self.digits, scale: 0.5),
            ]
        }
        let (texts, of) = (NumberFormat.count(codes.count), NumberFormat.count(all))
        let none = groups.filter(\.pairs.isEmpty).map(\.kind.title)
        return Table(
            title: phrase(
                "\(title) under stress, on \(texts) of \(of) texts of \(place)",
                zh: "\(title) 的抗扰测试：取 \(place) 的 \(of) 篇文本中的 \(texts) 篇"),
            columns: [
                .init(phrase("change", zh: "改动")), .number(phrase("of the words", zh: "改动比例")),
                .number(phrase("texts changed", zh: "改动的文本")), .number(phrase("accuracy", zh: "准确率")),
                .number(phrase("against unchanged", zh: "与原文相比")), .number(phrase("flips", zh: "判断改变")),
                .number(phrase("of those changed", zh: "占改动文本")),
                .number(phrase("right → wrong", zh: "对 → 错")),
                .number(phrase("wrong → right", zh: "错 → 对")), .number(figure),
            ], rows: rows,
            notes: [
                phrase(
                    "unchanged: accuracy \(Self.digits.text(whole)), 95 % interval \(Self.digits.text(interval.lower)) to \(Self.digits.text(interval.upper)) (Wilson)",
                    zh:
                        "原文的准确率 \(Self.digits.text(whole))，95 % 置信区间 \(Self.digits.text(interval.lower)) 到 \(Self.digits.text(interval.upper))（Wilson）"
                ),
                phrase(
                    "at least one word of a text is changed, where it has one that can be",
                    zh: "每篇文本至少改动一个能改的词"),
            ]
                + (none.isEmpty
                    ? []
                    : [
                        phrase(
                            "no text has a word for: \(Self.distinct(none).joined(separator: ", "))",
                            zh: "没有文本可作这种改动：\(Self.distinct(none).joined(separator: "、"))")
                    ]))
    }

    private static func distinct(_ names: [String]) -> [String] {
        names.enumerated().filter { names.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    }

    private var figure: String {
        trial.hasProbabilities
            ? phrase("mean change of the true label's probability", zh: "真实标签概率的平均变化")
            : phrase("mean change of the true label's score", zh: "真实标签得分的平均变化")
    }

    private var chart: LineChart {
        let whole = Double(right) / Double(max(1, codes.count))
        return LineChart(
            title: phrase("Accuracy on changed texts", zh: "改动后的准确率"),
            x: .init(phrase("share of the words changed", zh: "改动的词的比例"), .percent(0)),
            y: .init(phrase("accuracy", zh: "准确率"), Self.digits),
            series: Self.distinct(groups.map(\.kind.rawValue)).compactMap(Perturbation.init).map { kind in
                LineChart.Series(
                    kind.title,
                    [.init(x: 0, y: whole)]
                        + groups.filter { $0.kind == kind }.map {
                            .init(x: $0.strength, y: accuracy(outcome($0)))
                        })
            })
    }

    /// The decisions that were right and fell most, each text once.
    private var examples: Table {
        var seen = Set<Int>()
        let worst = groups.flatMap { group in group.pairs.map { (group, trial.pairs[$0]) } }
            .filter { $0.1.isFlipped && $0.1.before == codes[$0.1.text] }.enumerated().sorted { left, right in
                let (a, b) = (left.element.1.truth, right.element.1.truth)
                return a.after - a.before == b.after - b.before
                    ? left.offset < right.offset : a.after - a.before < b.after - b.before
            }.map(\.element).filter { seen.insert($0.1.text).inserted }
        let format: NumberFormat = trial.hasProbabilities ? .percent(0) : .fixed(2)
        return Table(
            title: phrase("Right decisions that fell furthest", zh: "原本判对、改动后下降最多的"),
            columns: [
                .number(phrase("row", zh: "行")), .init(phrase("change", zh: "改动")),
                .init(phrase("true", zh: "真实")),
                .init(phrase("then", zh: "改动后")), .number(phrase("before", zh: "改动前")),
                .number(phrase("after", zh: "改动后")),
                .init(phrase("text, changes in [old→new]", zh: "文本，改动写作 [原→新]")),
            ],
            rows: worst.prefix(8).map { group, pair in
                [
                    .count(rows[pair.text] + 1), .text(group.kind.title), .strong(labels[codes[pair.text]]),
                    .text(labels[pair.after]), .number(pair.truth.before, format),
                    .number(pair.truth.after, format), .text(pair.harmed.marked),
                ]
            },
            notes: [
                trial.hasProbabilities
                    ? phrase("before and after: the probability of the true label", zh: "改动前、改动后：真实标签的概率")
                    : phrase("before and after: the score of the true label", zh: "改动前、改动后：真实标签的得分")
            ],
            totalRows: worst.count, limits: Table.Limits(rows: 8, columns: 7, cellWidth: 120))
    }
}

extension Perturbation {
    /// What a reader calls it.
    var title: String {
        switch self {
        case .typos: phrase("typos", zh: "错字")
        case .case: phrase("case", zh: "大小写")
        case .deletions: phrase("deletions", zh: "删词")
        case .swaps: phrase("swaps", zh: "换序")
        }
    }
}
