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

    /// The text that a statement is about: `for "…"`, or `on D row n`.
    func subject() throws(Failure) -> (document: Documents, truth: String?) {
        if let written = command.clause("for") { return (Documents([try text(written)]), nil) }
        let on = try required("on")
        let dataset = try dataset(on)
        let row = try required("row")
        guard let number = row.value.integer, number >= 1, number <= dataset.count else {
            throw Failure(.noSuchRow(row.value.integer ?? 0, rows: dataset.count), at: row.span)
        }
        let one = dataset.prefix(1, from: number - 1)
        let truth = one.roles.label.flatMap { label in one.columns.first { $0.name == label }?[0] }
        let texts = try reading { () throws(DataError) in try one.texts() }
        return (Documents(texts, beside: one), truth)
    }
}
