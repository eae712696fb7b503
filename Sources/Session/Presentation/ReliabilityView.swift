import Classifiers
import Display
import Phrases
import Tensors
import TextModels

/// How far probabilities can be trusted: figures, bins, and what abstaining gains.
struct ReliabilityView {
    /// Probabilities before or after something.
    struct Side {
        let name: String
        let probabilities: DoubleMatrix
        /// The decisions that confidence is about.
        let decisions: [Int]

        /// The most probable labels are the decisions unless others are given.
        init(_ name: String, _ probabilities: DoubleMatrix, _ decisions: [Int]?) {
            self.name = name
            self.probabilities = probabilities
            self.decisions =
                decisions
                ?? (0..<probabilities.rows).map { row in
                    var best = 0
                    for label in 0..<probabilities.columns
                    where probabilities[row, label] > probabilities[row, best] { best = label }
                    return best
                }
        }

        var confidence: [Double] { decisions.enumerated().map { probabilities[$0.offset, $0.element] } }

        func coverage(_ truth: [Int]) throws(ClassifierError) -> CoverageCurve {
            try CoverageCurve(
                confidence: confidence, isRight: decisions.indices.map { decisions[$0] == truth[$0] })
        }
    }

    private let title: String
    private let sides: [Side]
    private let tables: [ReliabilityTable]
    private let curves: [CoverageCurve]
    private let losses: [(logLoss: Double, brier: Double)]
    private let threshold: Double?
    private let isCrossed: Bool

    /// `sides` isn't empty; the last is the one that bins and thresholds are about.
    init(
        title: String, sides: [Side], truth: [Int], threshold: Double?, isCrossed: Bool
    ) throws(ClassifierError) {
        var tables: [ReliabilityTable] = []
        var curves: [CoverageCurve] = []
        var losses: [(logLoss: Double, brier: Double)] = []
        for side in sides {
            tables.append(
                try ReliabilityTable(side.probabilities, truth: truth, predictions: side.decisions))
            curves.append(try side.coverage(truth))
            losses.append(
                (
                    try Metrics.logLoss(side.probabilities, truth: truth),
                    try Metrics.brier(side.probabilities, truth: truth)
                ))
        }
        self.title = title
        self.sides = sides
        self.tables = tables
        self.curves = curves
        self.losses = losses
        self.threshold = threshold
        self.isCrossed = isCrossed
    }

    /// Figures, the reliability chart with its bins, and the coverage chart with its thresholds.
    var page: Page { Page([figures, chart, bins, coverage, thresholds]) }

    private var figures: Table {
        let format = NumberFormat.fixed(3)
        let rows = sides.indices.map { index -> [Cell] in
            let accuracy = curves[index].points.last?.accuracy ?? 0
            let confidence = sides[index].confidence
            return [
                .strong(sides[index].name), .number(accuracy, format),
                .number(confidence.reduce(0, +) / Double(max(1, confidence.count)), format),
                .number(tables[index].expectedError, format), .number(losses[index].brier, format),
                .number(losses[index].logLoss, format),
            ]
        }
        let note = phrase(
            "after: each fifth of the texts by a calibration learnt on the other four, so that it isn't judged on what it learnt",
            zh: "校准后：每五分之一文本都用在其余文本上学到的校准来算，以免自己检验自己")
        return Table(
            title: phrase(
                "\(title), \(NumberFormat.count(tables[0].count)) texts",
                zh: "\(title)，\(NumberFormat.count(tables[0].count)) 篇文本"),
            columns: [
                .init(""), .number(Score.accuracy.name), .number(phrase("mean confidence", zh: "平均置信度")),
                .number("ECE"), .number("Brier"), .number(Score.logLoss.name),
            ], rows: rows, notes: isCrossed ? [note] : [])
    }

    private var chart: LineChart {
        let even = LineChart.Series(
            phrase("perfect", zh: "理想"), [.init(x: 0, y: 0), .init(x: 1, y: 1)], isReference: true)
        let lines = zip(sides, tables).map { side, table in
            LineChart.Series(
                side.name, table.bins.filter { $0.count > 0 }.map { .init(x: $0.confidence, y: $0.accuracy) })
        }
        return LineChart(
            title: phrase("Reliability", zh: "可信度图"),
            x: .init(phrase("confidence", zh: "置信度"), .fixed(2), range: 0...1),
            y: .init(Score.accuracy.name, .fixed(2), range: 0...1), series: lines + [even],
            notes: [
                phrase("below the diagonal: too sure; above: not sure enough", zh: "对角线以下：过于自信；以上：不够自信")
            ])
    }

    private var bins: Table {
        let table = tables[tables.count - 1]
        let format = NumberFormat.fixed(3)
        let rows = table.bins.filter { $0.count > 0 }.map { bin -> [Cell] in
            [
                .text("\(NumberFormat.fixed(2).text(bin.lower))–\(NumberFormat.fixed(2).text(bin.upper))"),
                .bar(Double(bin.count), .fixed(0), of: Double(table.bins.map(\.count).max() ?? 1)),
                .number(bin.confidence, format), .number(bin.accuracy, format),
                .signed(bin.accuracy - bin.confidence, format, scale: 0.3),
            ]
        }
        return Table(
            title: sides.count > 1 ? sides[sides.count - 1].name : nil,
            columns: [
                .init(phrase("confidence", zh: "置信度")), .number(phrase("texts", zh: "文本数")),
                .number(phrase("mean confidence", zh: "平均置信度")), .number(Score.accuracy.name),
                .number(phrase("gap", zh: "差距")),
            ], rows: rows,
            notes: [
                phrase(
                    "ECE: the mean size of the gap over \(table.bins.count) bins, weighted by texts (Guo et al. 2017)",
                    zh: "ECE：\(table.bins.count) 个区间差距的平均大小，按文本数加权（Guo 等 2017）")
            ])
    }

    private var coverage: LineChart {
        LineChart(
            title: phrase("What abstaining gains", zh: "不作判断能换来什么"),
            x: .init(phrase("share of texts decided", zh: "作出判断的文本比例"), .percent(0), range: 0...1),
            y: .init(Score.accuracy.name, .fixed(2)),
            series: zip(sides, curves).map { side, curve in
                LineChart.Series(side.name, Self.thinned(curve).map { .init(x: $0.coverage, y: $0.accuracy) })
            })
    }

    /// Points at twentieths of coverage: a curve of every text would be unreadable.
    private static func thinned(_ curve: CoverageCurve) -> [CoverageCurve.Point] {
        var points: [CoverageCurve.Point] = []
        for step in 2...20 {
            let share = Double(step) / 20
            guard let point = curve.points.first(where: { $0.coverage >= share - 1e-12 }) else { continue }
            if points.last != point { points.append(point) }
        }
        return points
    }

    private var thresholds: Table {
        let curve = curves[curves.count - 1]
        let format = NumberFormat.fixed(3)
        let rows = [1, 0.95, 0.9, 0.8, 0.7, 0.5].compactMap { share -> [Cell]? in
            curve.points.first { $0.coverage >= share - 1e-12 }.map { point in
                [
                    .number(point.coverage, .percent(1)), .number(point.threshold, format),
                    .number(point.accuracy, format),
                ]
            }
        }
        var notes = [
            phrase(
                "calibrate … abstain 80% stores a threshold in the model; accuracy 95% finds one",
                zh: "calibrate … abstain 80% 把阈值存入模型；accuracy 95% 会找一个")
        ]
        if let threshold {
            let point = curve.point(threshold: threshold)
            let (share, accuracy) = (
                NumberFormat.percent(1).text(point?.coverage ?? 0),
                point.map { format.text($0.accuracy) } ?? "–"
            )
            notes.insert(
                phrase(
                    "this model abstains below \(format.text(threshold)): it decides \(share), of which \(accuracy) are right",
                    zh: "这个模型在置信度低于 \(format.text(threshold)) 时不作判断：判断 \(share)，其中正确的占 \(accuracy)"), at: 0)
        }
        return Table(
            columns: [
                .number(phrase("decided", zh: "作出判断")), .number(phrase("confidence from", zh: "置信度不低于")),
                .number(Score.accuracy.name),
            ], rows: rows, notes: notes)
    }
}
