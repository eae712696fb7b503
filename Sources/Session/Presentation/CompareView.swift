import Display
import Glibc

/// One recipe or model in a comparison.
struct Contender: Sendable {
    let name: String
    /// Whether each text got its true label.
    let right: [Bool]
    let accuracy: Double
    let macroF1: Double
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
        let best = contenders.map(\.macroF1).max() ?? 0
        let rows = contenders.enumerated().map { index, contender -> [Cell] in
            let interval = ProportionInterval.wilson(
                successes: contender.right.count { $0 }, of: contender.right.count)
            return [
                .strong(contender.name), .number(contender.accuracy, format),
                .text("\(format.text(interval.lower)) to \(format.text(interval.upper))"),
                contender.macroF1 == best
                    ? .strong(format.text(contender.macroF1)) : .number(contender.macroF1, format),
                contender.logLoss.map { .number($0, format) } ?? .missing,
                index == 0
                    ? .empty : .signed(contender.accuracy - contenders[0].accuracy, .fixed(3), scale: 0.1),
                index == 0 ? .empty : .number(McNemar.probability(contenders[0].right, contender.right), .fixed(3)),
                contender.fitSeconds.map { .number($0, .duration) } ?? .missing,
                .number(contender.textsPerSecond, .significant(2)),
            ]
        }
        return Table(
            title: "Comparison \(title), \(NumberFormat.count(contenders.first?.right.count ?? 0)) texts",
            columns: [
                .init("model"), .number("accuracy"), .init("95 % interval"), .number("macro F1"), .number("log loss"),
                .number("gain"), .number("p"), .number("fit"), .number("texts/s"),
            ], rows: rows,
            notes: [
                "gain: accuracy against the first row; p: how often chance alone would part them at least as much "
                    + "(McNemar's exact test on the same texts)",
                "texts/s: with cached embeddings where there are any",
            ])
    }
}

/// McNemar's test (1947), exact: of the texts that only one of two models got right, is the split even?
enum McNemar {
    /// The two-sided probability; 1 when the two never differ.
    static func probability(_ left: [Bool], _ right: [Bool]) -> Double {
        let onlyLeft = zip(left, right).count { $0 && !$1 }
        let onlyRight = zip(left, right).count { !$0 && $1 }
        let total = onlyLeft + onlyRight
        guard total > 0 else { return 1 }
        let smaller = min(onlyLeft, onlyRight)
        var tail = 0.0
        for count in 0...smaller {
            tail += exp(logChoose(total, count) - Double(total) * log(2))
        }
        return min(1, 2 * tail)
    }

    private static func logChoose(_ n: Int, _ k: Int) -> Double {
        lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    }
}
