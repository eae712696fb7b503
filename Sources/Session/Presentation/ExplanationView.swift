import Classifiers
import Display
import Explanations
import Phrases
import Tensors
import TextModels

/// How explanations are shown.
enum ExplanationView {
    /// One text: decision, highlighted text and table; several: first all side by side, then one after another.
    static func page(
        _ all: [TextExplanation], faithfulness: KnownFaithfulness?
    ) throws(ExplanationError) -> Page {
        var parts: [any Displayable] = []
        if all.count > 1 { parts.append(try sideBySide(all)) }
        for (place, one) in all.enumerated() {
            if all.count > 1 { parts.append(Heading(name(one, place))) }
            parts += try self.parts(one)
        }
        if let first = all.first, let line = faithfulness?.line(for: first) {
            parts.append(Paragraph(line, tone: .note))
        }
        return Page(parts, picture: try picture(all))
    }

    private static func parts(_ explanation: TextExplanation) throws(ExplanationError) -> [any Displayable] {
        let table =
            switch explanation.content {
            case .contribution(let attribution, let isSplit):
                try ContributionView.table(explanation, attribution, isSplit: isSplit)
            case .occlusion(let occlusion): LeftOutView.table(explanation, occlusion)
            case .shapley(let values, let plan): LeftOutView.table(explanation, values, plan)
            }
        return [
            PredictionView.line(
                explanation.model, explanation.predictions, row: 0, truth: explanation.subject.truth),
            HighlightedText(
                explanation.text, spans: try spans(explanation), title: title(explanation)),
            table,
        ]
    }

    private static func spans(_ explanation: TextExplanation) throws(ExplanationError)
        -> [HighlightedText.Span]
    {
        zip(explanation.units, try explanation.amounts()).map { HighlightedText.Span($0, $1) }
    }

    /// What the figures tell, in a line.
    private static func title(_ explanation: TextExplanation) -> String {
        let (unit, score) = (explanation.unit.title, explanation.view.name)
        return switch explanation.content {
        case .contribution: phrase("What each \(unit) adds to \(score)", zh: "每个\(unit)对 \(score)的贡献")
        case .occlusion:
            phrase("What changes in \(score) without each \(unit)", zh: "去掉每个\(unit)后 \(score)的变化")
        case .shapley:
            phrase(
                "The share of each \(unit) in \(score) (Shapley)", zh: "每个\(unit)在 \(score)中的份额（沙普利值）")
        }
    }

    private static func name(_ explanation: TextExplanation, _ place: Int) -> String {
        explanation.subject.row.map { phrase("row \($0)", zh: "第 \($0) 行") }
            ?? phrase("text \(place + 1)", zh: "文本 \(place + 1)")
    }

    /// All decisions with their texts, coloured on one scale.
    private static func sideBySide(_ all: [TextExplanation]) throws(ExplanationError) -> Table {
        var scale = 0.0
        for one in all { for amount in try one.amounts() { scale = max(scale, abs(amount)) } }
        let hasTruth = all.contains { $0.subject.truth != nil }
        var rows: [[Cell]] = []
        for (place, one) in all.enumerated() {
            let figures = one.predictions.probabilities ?? one.predictions.scores
            let label = one.view.predicted
            rows.append(
                [.strong(name(one, place))]
                    + (hasTruth ? [one.subject.truth.map { .text($0) } ?? .missing] : [])
                    + [
                        .text(one.model.labels[label]),
                        .number(
                            figures[0, label], one.predictions.probabilities == nil ? .fixed(3) : .percent(1)),
                        .highlighted(
                            HighlightedText(one.text, spans: try spans(one), scale: scale, showsKey: false)),
                    ])
        }
        let figure =
            all.first?.predictions.probabilities == nil
            ? phrase("score", zh: "得分") : phrase("probability", zh: "概率")
        return Table(
            columns: [.init("")] + (hasTruth ? [.init(phrase("true", zh: "真实"))] : []) + [
                .init(phrase("predicted", zh: "预测")), .number(figure), .init(phrase("text", zh: "文本")),
            ], rows: rows,
            notes: [phrase("all texts on one scale of colour", zh: "所有文本用同一颜色标度")],
            limits: Table.Limits(rows: rows.count, columns: 5, cellWidth: 400))
    }

    /// The largest figures of all texts as bars.
    private static func picture(_ all: [TextExplanation]) throws(ExplanationError) -> BarChart {
        var bars: [BarChart.Bar] = []
        for (place, one) in all.enumerated() {
            let order = zip(one.names, try one.amounts()).enumerated().sorted {
                abs($0.element.1) == abs($1.element.1)
                    ? $0.offset < $1.offset : abs($0.element.1) > abs($1.element.1)
            }
            let lead = all.count > 1 ? name(one, place) + ": " : ""
            bars += order.prefix(all.count > 1 ? 10 : 25).map { .init(lead + $0.element.0, $0.element.1) }
        }
        return BarChart(title: all.first.map(title), bars: bars, format: .fixed(4))
    }
}
