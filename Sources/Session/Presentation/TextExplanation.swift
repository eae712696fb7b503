import Display
import Explanations
import Language
import Phrases
import Tensors
import TextModels

/// One text's decision, explained.
struct TextExplanation: Sendable {
    /// How it is explained.
    enum Content: Sendable {
        /// By what each unit adds to the score; whether all of it can be shared among units.
        case contribution(Attribution, isSplit: Bool)
        /// By what changes without each unit.
        case occlusion(Occlusion)
        /// By what changes without each unit on average over what else is there.
        case shapley(ShapleyValues, ShapleyPlan)
    }

    let model: TextModel
    let subject: Subject
    let predictions: TextModel.Predictions
    let view: ScoreView
    /// Tokens of the text that an encoder did not read, because they lie behind its limit.
    let cutTokens: Int
    /// What the text is cut into, and where.
    let unit: TextUnit
    let units: [Range<Int>]
    let content: Content

    var text: String { subject.text }

    /// The units as they are written.
    var names: [String] {
        let bytes = Array(text.utf8)
        return units.map {
            bytes.indices.contains($0.lowerBound)
                ? String(decoding: bytes[$0.clamped(to: 0..<bytes.count)], as: UTF8.self) : ""
        }
    }

    /// The figure of each unit.
    func amounts() throws(ExplanationError) -> [Double] {
        switch content {
        case .contribution(let attribution, _):
            let (shown, label) = try view.shown(attribution)
            return try shown.byWords(units, in: text).contributions.prefix(units.count).map {
                $0.amounts[label]
            }
        case .occlusion(let occlusion): return occlusion.changes.values
        case .shapley(let shapley, _): return shapley.values.values
        }
    }
}

/// The score that an explanation is about: of the predicted label, over the mean of all or against another.
struct ScoreView: Sendable {
    let labels: [String]
    let predicted: Int
    /// The label to explain against, as an index.
    let other: Int?
    /// Whether amounts are shown over the mean of all labels, which a softmax doesn't see.
    let isCentred: Bool

    init(_ model: TextModel, predicted: Int, other: Int?) {
        labels = model.labels
        self.predicted = predicted
        self.other = other == predicted ? nil : other
        isCentred = model.comparesLabels && self.other == nil
    }

    /// The amounts to show, and the column of the label that they belong to.
    func shown(_ attribution: Attribution) throws(ExplanationError) -> (Attribution, Int) {
        if let other { return (try attribution.contrast(predicted, against: other), 0) }
        return (isCentred ? attribution.centred() : attribution, predicted)
    }

    /// The score of each row of scores, [rows × labels], as one column.
    func shown(_ scores: DoubleMatrix) -> DoubleMatrix {
        var column = DoubleMatrix(rows: scores.rows, columns: 1)
        for row in 0..<scores.rows {
            let all = scores.row(row)
            guard all.indices.contains(predicted) else { continue }
            var value = all[predicted]
            if let other {
                value -= all[other]
            } else if isCentred {
                value -= all.reduce(0, +) / Double(all.count)
            }
            column[row, 0] = value
        }
        return column
    }

    /// What the score is called.
    var name: String {
        let name = labels[predicted]
        if let other {
            return phrase("the score of \(name) over \(labels[other])", zh: "\(name) 相对 \(labels[other]) 的得分")
        }
        return isCentred
            ? phrase("the score of \(name), over the mean of all labels", zh: "\(name) 的得分（减去所有标签的平均）")
            : phrase("the score of \(name)", zh: "\(name) 的得分")
    }
}

extension TextUnit {
    /// What a reader calls one.
    var title: String {
        switch self {
        case .subword: Phrases.phrase("subword", zh: "子词")
        case .word: Phrases.phrase("word", zh: "词")
        case .phrase: Phrases.phrase("phrase", zh: "短语")
        case .sentence: Phrases.phrase("sentence", zh: "句子")
        }
    }

    /// What a reader calls several.
    var plural: String {
        switch self {
        case .subword: Phrases.phrase("subwords", zh: "子词")
        case .word: Phrases.phrase("words", zh: "词")
        case .phrase: Phrases.phrase("phrases", zh: "短语")
        case .sentence: Phrases.phrase("sentences", zh: "句子")
        }
    }
}
