import Classifiers
import Display
import Phrases

/// One recipe or model in a comparison.
struct Contender: Sendable {
    let name: String
    let report: ClassificationReport
    /// Each text's predicted label, as an index.
    let predictions: [Int]
    /// How often chance alone would part it from the first contender at least as much; nil for the first.
    var p: Double?
    /// The mean log loss; nil for a head without probabilities.
    let logLoss: Double?
    /// Seconds to fit; nil when it was fitted before.
    let fitSeconds: Double?
    let textsPerSecond: Double
}

/// How comparisons are shown.
enum CompareView {
    /// The contenders in the order given, each against the first by McNemar's exact test on the same texts.
    static func table(_ contenders: [Contender], title: String) -> Table {
        let format = NumberFormat.fixed(3)
        let best = contenders.map(\.report.macro.f1).max() ?? 0
        let rows = contenders.enumerated().map { index, contender -> [Cell] in
            let interval = ProportionInterval.wilson(
                successes: contender.report.confusion.right, of: contender.report.confusion.total)
            return [
                .strong(contender.name), .number(contender.report.accuracy, format),
                .text(
                    phrase(
                        "\(format.text(interval.lower)) to \(format.text(interval.upper))",
                        zh: "\(format.text(interval.lower)) 到 \(format.text(interval.upper))")),
                contender.report.macro.f1 == best
                    ? .strong(format.text(contender.report.macro.f1))
                    : .number(contender.report.macro.f1, format),
                contender.logLoss.map { .number($0, format) } ?? .missing,
                index == 0
                    ? .empty
                    : .signed(
                        contender.report.accuracy - contenders[0].report.accuracy, .fixed(3), scale: 0.1),
                contender.p.map { $0 < 0.001 ? .text("< 0.001") : .number($0, .fixed(3)) } ?? .empty,
                contender.fitSeconds.map { .number($0, .duration) } ?? .missing,
                .number(contender.textsPerSecond, .significant(2)),
            ]
        }
        return Table(
            title:
                phrase(
                    "Comparison \(title), \(NumberFormat.count(contenders.first?.predictions.count ?? 0)) texts",
                    zh: "比较：\(title)，\(NumberFormat.count(contenders.first?.predictions.count ?? 0)) 篇文本"),
            columns: [
                .init(phrase("model", zh: "模型")), .number(phrase("accuracy", zh: "准确率")),
                .init(phrase("95 % interval", zh: "95 % 区间")), .number(phrase("macro F1", zh: "宏平均 F1")),
                .number(phrase("log loss", zh: "对数损失")),
                .number(phrase("gain", zh: "增益")), .number("p"), .number(phrase("fit", zh: "训练用时")),
                .number(phrase("texts/s", zh: "篇/秒")),
            ], rows: rows,
            notes: [
                phrase(
                    "gain: accuracy against the first row; p: how often chance alone would part them at least as much "
                        + "(McNemar's exact test on the same texts)",
                    zh: "增益：与第一行相比的准确率之差；p：仅凭偶然，差别达到这么大的概率（同一批文本上的 McNemar 精确检验）"),
                phrase(
                    "fit and texts/s: with the texts' vectors already in the cache",
                    zh: "训练用时和 篇/秒：文本的向量已在缓存中"),
            ])
    }
}
