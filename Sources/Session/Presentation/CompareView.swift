import Classifiers
import Display

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
                .text("\(format.text(interval.lower)) to \(format.text(interval.upper))"),
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
                "Comparison \(title), \(NumberFormat.count(contenders.first?.predictions.count ?? 0)) texts",
            columns: [
                .init("model"), .number("accuracy"), .init("95 % interval"), .number("macro F1"),
                .number("log loss"),
                .number("gain"), .number("p"), .number("fit"), .number("texts/s"),
            ], rows: rows,
            notes: [
                "gain: accuracy against the first row; p: how often chance alone would part them at least as much "
                    + "(McNemar's exact test on the same texts)",
                "fit and texts/s: with the texts' vectors already in the cache",
            ])
    }
}
