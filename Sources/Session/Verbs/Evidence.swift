import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `evidence M for "…" [limit n]`: the training texts behind a decision.
    func evidence() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        guard model.head.linear?.probability != .independent else {
            throw Failure(
                .notExplainable(
                    reason: phrase(
                        "each training text may have several labels here", zh: "这里每篇训练文本可以有多个标签"),
                    help: phrase(
                        "neighbours \"…\" in \(spelling(operand)) shows the nearest with their labels",
                        zh: "neighbours \"…\" in \(spelling(operand)) 显示最接近的文本和它们的标签")), at: operand.span)
        }
        let text = Documents([try text(try required("for"))])
        let (training, name) = try labelledTraining(of: model, operand)
        let evidence = try working { work throws(TextModelError) in
            try model.evidence(for: text, among: training.documents, codes: training.codes, with: work)
        }
        let view = EvidenceView(
            model: model, evidence: evidence, training: training, dataset: name,
            limit: max(1, integer("limit", default: 5)))
        return .value(.figure(.explanation, view.page()))
    }

    /// The rows that a model was trained on with their labels, from the dataset that has most of them.
    private func labelledTraining(
        of model: TextModel, _ operand: Argument
    ) throws(Failure) -> (EvidenceView.Training, name: String) {
        var best: (rows: EvidenceView.Training, size: Int, name: String)?
        for (name, _) in session.names {
            guard case .dataset(let dataset)? = execution.values[name],
                let rows = training(of: model, in: dataset), !rows.places.isEmpty
            else { continue }
            let isBetter =
                best.map {
                    (rows.places.count, $0.size) > ($0.rows.places.count, dataset.count)
                } ?? true
            if isBetter { best = (rows, dataset.count, name) }
        }
        guard let best else {
            throw Failure(
                .noTrainingTexts(
                    model: spelling(operand), rows: model.provenance.rows,
                    instead: "neighbours \"…\" in reviews"), at: operand.span)
        }
        return (best.rows, best.name)
    }

    /// The rows of a dataset that a model was trained on; nil without texts or labels.
    private func training(of model: TextModel, in dataset: Dataset) -> EvidenceView.Training? {
        guard let texts = try? dataset.texts(), let name = dataset.roles.label,
            let column = try? dataset.column(name),
            model.features.dataColumns.allSatisfy(dataset.columnNames.contains)
        else { return nil }
        var (places, codes): ([Int], [Int]) = ([], [])
        for place in model.trainingRows(in: texts) {
            guard let label = column[place], let code = model.labels.firstIndex(of: label) else { continue }
            places.append(place)
            codes.append(code)
        }
        return EvidenceView.Training(
            documents: Documents(places.map { texts[$0] }, beside: dataset, rows: places), places: places,
            codes: codes)
    }
}
