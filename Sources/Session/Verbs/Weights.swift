import Datasets
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `weights M [on D] [top n] [label L] [against L] [matching "…"]`.
    func weights() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let (label, other) = (try label(model), try label(model, clause: "against"))
        if let other, other == label, let argument = command.clause("against") {
            throw Failure(
                .unknownChoice(
                    model.labels[other], place: "against, since it is the label itself,", near: nil,
                    choices: model.labels.filter { $0 != model.labels[other] }), at: argument.span)
        }
        let choice = TextModel.WeightChoice(
            top: integer("top", default: 10), against: other, isWanted: try wantedFeatures())
        // Before any text is read: a model that can't be taken apart says so at once.
        var weights = try working { _ throws(TextModelError) in try model.globalWeights(choice) }
        let texts = try weighedTexts(model, operand)
        var measured: WeightsView.Measured?
        if let texts {
            (weights, measured) = try working { work throws(TextModelError) in
                let facts = try model.columnFacts(over: texts.documents, with: work)
                return (
                    try model.globalWeights(choice, deviations: facts.deviations),
                    WeightsView.Measured(
                        documents: texts.documents, caption: texts.caption, facts: facts,
                        dictionaries: try model.tokenDictionaries(
                            over: texts.documents, against: other, with: work))
                )
            }
        }
        let view = WeightsView(
            weights: weights, model: model, choice: choice, label: label, title: spelling(operand),
            measured: measured)
        return .value(.figure(.explanation, view.page()))
    }

    /// What `matching` lets pass.
    private func wantedFeatures() throws(Failure) -> @Sendable (String) -> Bool {
        guard let argument = command.clause("matching") else { return { _ in true } }
        let source = try text(argument)
        do throws(DataError) {
            let pattern = try TextPattern(source)
            return { pattern.matches($0) }
        } catch { throw Failure(error, at: argument.span, in: command) }
    }

    /// So many training texts are read through an encoder unless `on` names the texts.
    private static var mostTexts: Int { 1000 }

    /// The texts that tell about the weights: those of `on`, else training texts that a dataset at hand has; nil when there
    /// are none and the model has features with names to show all the same.
    private func weighedTexts(_ model: TextModel, _ operand: Argument) throws(Failure) -> (
        documents: Documents, caption: String
    )? {
        if let on = command.clause("on") {
            let dataset = try dataset(on)
            let texts = try reading { () throws(DataError) in try dataset.texts() }
            let (count, name) = (NumberFormat.count(texts.count), spelling(on))
            return (
                Documents(texts, beside: dataset),
                phrase("over the \(count) texts of \(name)", zh: "用 \(name) 的 \(count) 篇文本")
            )
        }
        guard let found = try trainingRows(of: model),
            model.features.dataColumns.allSatisfy(found.dataset.columnNames.contains)
        else {
            guard model.features.hasWords else {
                throw Failure(
                    .noTrainingTexts(
                        model: spelling(operand), rows: model.provenance.rows,
                        instead: "weights \(spelling(operand)) on reviews"), at: operand.span)
            }
            return nil
        }
        let limit = model.hasEncoder ? Self.mostTexts : found.dataset.count
        let (dataset, texts) = try reading { () throws(DataError) in
            let dataset = try found.thinned(to: limit)
            return (dataset, try dataset.texts())
        }
        var caption = phrase("over ", zh: "用") + found.caption
        if dataset.count < found.dataset.count {
            let count = NumberFormat.count(dataset.count)
            caption += phrase(
                ": \(count) of them, evenly spread (weights \(spelling(operand)) on \(found.name) reads all)",
                zh: "，从中均匀取 \(count) 篇（weights \(spelling(operand)) on \(found.name) 读全部）")
        }
        return (Documents(texts, beside: dataset), caption)
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
