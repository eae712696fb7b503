import Datasets
import Display
import Language
import TextModels

extension Invocation {
    /// `weights M [top n] [label L]`.
    func weights() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let label = try label(model)
        let weights = try working { _ throws(TextModelError) in
            try model.globalWeights(top: integer("top", default: 10))
        }
        return .value(
            .figure(
                .explanation,
                WeightsView.page(weights, labels: model.labels, only: label, title: spelling(operand))))
    }

    /// The label behind a clause, as the model numbers it; nil when the clause isn't there.
    func label(_ model: TextModel, clause word: String = "label") throws(Failure) -> Int? {
        guard let argument = command.clause(word), let name = argument.value.text else { return nil }
        guard let index = model.labels.firstIndex(of: name) else {
            throw Failure(.unknownLabel(name, near: nil, labels: model.labels), at: argument.span)
        }
        return index
    }
}
