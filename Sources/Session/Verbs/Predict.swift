import Datasets
import Display
import Language
import Tensors
import TextModels

extension Invocation {
    /// `predict M for "…", …`, or `predict M on D`: the rows with the decision and a column of figures for each label.
    func predict() throws(Failure) -> Execution.Outcome {
        let model = try model(try operand(0))
        let dataset = try dataset(toPredict: command.values(of: "for"))
        let texts = try reading { () throws(DataError) in try dataset.texts() }
        // Written texts come alone: nothing stands beside them.
        let documents = Documents(texts, beside: command.gives("for") ? nil : dataset)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(documents, with: work)
        }
        let sets = model.givesSeveralLabels ? model.sets(predictions) : nil
        return .value(.dataset(try extended(dataset, model, predictions, sets)))
    }

    private func dataset(toPredict written: [Argument]) throws(Failure) -> Dataset {
        guard !written.isEmpty else { return try dataset(try required("on")) }
        var texts: [String] = []
        for argument in written { texts.append(try text(argument)) }
        return try reading { () throws(DataError) in
            try Dataset(
                columns: [try Column(name: "text", values: texts)], roles: Dataset.Roles(text: ["text"]))
        }
    }

    private func extended(
        _ dataset: Dataset, _ model: TextModel, _ predictions: TextModel.Predictions, _ sets: [[Int]]?
    ) throws(Failure) -> Dataset {
        let figures = predictions.probabilities ?? predictions.scores
        let kind = predictions.probabilities == nil ? "score" : "p"
        let format = NumberFormat.fixed(4)
        let taken = dataset.roles.text + [dataset.roles.label].compactMap(\.self)
        return try reading { () throws(DataError) in
            var name = "predicted"
            while taken.contains(name) { name += "_" }
            let confidence = model.abstention == nil ? nil : predictions.confidence
            let decisions = predictions.labels.enumerated().map { row, label -> String? in
                if let sets {
                    // A text may get no label at all.
                    let names = sets[row].map { model.labels[$0] }
                    return names.isEmpty
                        ? nil : names.joined(separator: (dataset.roles.separator ?? ";") + " ")
                }
                // Where the model isn't sure enough it decides nothing: the cell is missing.
                guard let confidence, let threshold = model.abstention else { return model.labels[label] }
                return confidence[row] >= threshold ? model.labels[label] : nil
            }
            var added = [try Column(name: name, values: decisions)]
            for (label, name) in model.labels.enumerated() {
                let values = (0..<figures.rows).map { format.plain(figures[$0, label]) }
                added.append(try Column(name: "\(kind) \(name)", values: values))
            }
            return try dataset.adding(added)
        }
    }
}

extension NumberFormat {
    /// A number as data: without thousands separators.
    func plain(_ value: Double) -> String { text(value).filter { $0 != "," } }
}
