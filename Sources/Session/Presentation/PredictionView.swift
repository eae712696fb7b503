import Display
import Phrases
import Tensors
import TextModels

/// How predictions are shown.
enum PredictionView {
    /// One text's decision in a line.
    static func line(
        _ model: TextModel, _ predictions: TextModel.Predictions, row: Int, truth: String?
    ) -> Paragraph {
        if model.givesSeveralLabels { return sets(model, predictions, row: row, truth: truth) }
        let label = predictions.labels[row]
        var text = phrase("predicted: \(model.labels[label])", zh: "预测：\(model.labels[label])")
        if let probabilities = predictions.probabilities {
            let share = NumberFormat.percent(1).text(probabilities[row, label])
            text += phrase(", probability \(share)", zh: "，概率 \(share)")
        } else {
            let score = NumberFormat.fixed(3).text(predictions.scores[row, label], signed: true)
            text += phrase(", score \(score)", zh: "，得分 \(score)")
        }
        if let truth {
            text +=
                truth == model.labels[label]
                ? phrase(" (the data say so too)", zh: "（与数据一致）")
                : phrase(" (the data say \(truth))", zh: "（数据中是 \(truth)）")
        }
        return Paragraph(text)
    }

    /// The labels of one text where it may have several, each with its figure.
    private static func sets(
        _ model: TextModel, _ predictions: TextModel.Predictions, row: Int, truth: String?
    ) -> Paragraph {
        let figures = predictions.probabilities ?? predictions.scores
        let format: NumberFormat = predictions.probabilities == nil ? .fixed(3) : .percent(1)
        let given = model.sets(predictions)[row].map { label in
            "\(model.labels[label]) (\(format.text(figures[row, label])))"
        }
        let list = given.joined(separator: phrase(", ", zh: "、"))
        let text =
            given.isEmpty
            ? phrase("predicted: no label", zh: "预测：没有标签") : phrase("predicted: \(list)", zh: "预测：\(list)")
        return Paragraph(
            text + (truth.map { phrase(" (the data say \($0))", zh: "（数据中是 \($0)）") } ?? ""))
    }

    /// One text's scores for all labels.
    static func table(_ model: TextModel, _ predictions: TextModel.Predictions, row: Int) -> Table {
        let order = model.labels.indices.sorted {
            predictions.scores[row, $0] == predictions.scores[row, $1]
                ? $0 < $1 : predictions.scores[row, $0] > predictions.scores[row, $1]
        }
        let hasProbabilities = predictions.probabilities != nil
        return Table(
            columns: [.init(phrase("label", zh: "标签")), .number(phrase("score", zh: "得分"))]
                + (hasProbabilities ? [.number(phrase("probability", zh: "概率"))] : []),
            rows: order.map { label in
                var cells: [Cell] = [
                    .strong(model.labels[label]), .number(predictions.scores[row, label], .fixed(3)),
                ]
                if let probabilities = predictions.probabilities {
                    cells.append(.bar(probabilities[row, label], .percent(1), of: 1))
                }
                return cells
            },
            notes: hasProbabilities
                ? [] : [phrase("this head gives margins, not probabilities", zh: "这个分类头给出间隔，不是概率")])
    }
}
