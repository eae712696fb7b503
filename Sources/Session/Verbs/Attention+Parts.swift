import Classifiers
import Language
import Phrases
import TextModels

extension Invocation {
    /// `attention M for "…" by parts`: the last layer by heads, the way past it, and the feed-forward half.
    func lastLayerParts(_ model: TextModel, _ document: Documents, layer: Int) throws(Failure)
        -> Execution.Outcome
    {
        let (label, found) = try working { work throws(TextModelError) in
            let label = try model.predict(document, with: work).labels.first ?? 0
            return (label, try model.lastLayer(of: document, label: label, with: work))
        }
        guard let found else {
            throw Failure(
                .notExplainable(
                    reason: phrase("the last layer has no exact split here", zh: "这里的最后一层没有精确的分解"),
                    help: phrase(
                        "it has one for mean, weighted or root pooling of the last layer, at precision: float32",
                        zh: "对最后一层做 mean、weighted 或 mean_sqrt_len 池化、precision: float32 时才有")),
                at: command.clause("by")?.span ?? span)
        }
        return .value(
            .figure(
                .explanation,
                LastLayerView(
                    split: found.split, score: name(ofScore: label, model), whole: found.whole, layer: layer
                ).page()))
    }

    /// What the score of a label is called, as its head computes it.
    private func name(ofScore label: Int, _ model: TextModel) -> String {
        let name = model.labels[label]
        return model.head.linear?.probability == .softmax
            ? phrase("the score of \(name), over the mean of all labels", zh: "\(name) 的得分（减去所有标签的平均）")
            : phrase("the score of \(name)", zh: "\(name) 的得分")
    }
}
