import Display
import Tensors
import TextModels

/// How predictions are shown.
enum PredictionView {
    /// One text's decision in a line.
    static func line(
        _ model: TextModel, _ predictions: TextModel.Predictions, row: Int, truth: String?
    ) -> Paragraph {
        let label = predictions.labels[row]
        var text = "predicted: \(model.labels[label])"
        if let probabilities = predictions.probabilities {
            text += ", probability \(NumberFormat.percent(1).text(probabilities[row, label]))"
        } else {
            text += ", score \(NumberFormat.fixed(3).text(predictions.scores[row, label], signed: true))"
        }
        if let truth {
            text += truth == model.labels[label] ? " (the data say so too)" : " (the data say \(truth))"
        }
        return Paragraph(text)
    }

    /// One text's scores for all labels.
    static func table(_ model: TextModel, _ predictions: TextModel.Predictions, row: Int) -> Table {
        let order = model.labels.indices.sorted {
            predictions.scores[row, $0] == predictions.scores[row, $1]
                ? $0 < $1 : predictions.scores[row, $0] > predictions.scores[row, $1]
        }
        let hasProbabilities = predictions.probabilities != nil
        return Table(
            columns: [.init("label"), .number("score")] + (hasProbabilities ? [.number("probability")] : []),
            rows: order.map { label in
                var cells: [Cell] = [
                    .strong(model.labels[label]), .number(predictions.scores[row, label], .fixed(3)),
                ]
                if let probabilities = predictions.probabilities {
                    cells.append(.bar(probabilities[row, label], .percent(1), of: 1))
                }
                return cells
            }, notes: hasProbabilities ? [] : ["this head gives margins, not probabilities"])
    }
}
