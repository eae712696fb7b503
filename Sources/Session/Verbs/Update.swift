import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `update M with D [keeping OLD]`.
    func update() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let with = try required("with")
        let data = try labelled(try dataset(with), with)
        guard !data.texts.isEmpty else { throw Failure(.noRows(name: spelling(with)), at: with.span) }
        var old: Corpus?
        if let keeping = command.clause("keeping") {
            old = try labelled(try dataset(keeping), keeping, warns: false).corpus
        } else if let reason = model.needsOldTexts {
            throw needsOldTexts(reason)
        }
        for (reference, _) in model.features.encoders { try warnAboutTexts(data.texts, reference) }
        let origin = origin(of: with, try dataset(with), rows: data.texts.count)
        let (updated, drift) = try working { work throws(TextModelError) in
            try model.updated(with: data.corpus, keeping: old, origin: origin, work: work)
        }
        if drift.repeated > 0 {
            warn(.repeatedTexts(rows: drift.repeated, total: drift.texts), at: with.span)
        }
        if model.calibration != nil || model.abstention != nil {
            warn(.calibrationDropped(model: spelling(operand)), at: operand.span)
        }
        if !updated.convergence.hasFiniteOptimum {
            warn(.noOptimum(head: model.recipe.head.name))
        } else if !updated.convergence.converged {
            warn(
                .notConverged(head: model.recipe.head.name, iterations: updated.convergence.iterations))
        }
        if !isHidden {
            let view = DriftView(
                title: phrase(
                    "Update of \(spelling(operand)) with \(spelling(with))",
                    zh: "更新：\(spelling(operand))，加入 \(spelling(with))"), model: updated, drift: drift,
                isRefit: old != nil)
            output.display(view.page.bundle, id: nil)
        }
        return .value(.model(updated))
    }

    /// What is said where the old texts are needed; a dataset at hand that holds them is named.
    func needsOldTexts(_ reason: OldTextsReason) -> Failure {
        guard let operand = command.operand(0), let model = try? model(operand) else {
            return Failure(.internal("update without a model"), at: span)
        }
        let need: OldTextsNeed
        let head: String
        switch reason {
        case .head(let name): (need, head) = (.head, name)
        case .width(let name, let columns): (need, head) = (.width(columns), name)
        case .oldFile: (need, head) = (.oldFile, model.recipe.head.name)
        }
        let holder = session.names.first { name, value in
            guard case .dataset(let dataset) = value, dataset.count >= model.provenance.rows,
                let data = try? labelled(dataset, operand, warns: false)
            else { return false }
            return model.trainingDifference(from: data.corpus) == (0, 0)
        }
        return Failure(
            .needsOldTexts(model: spelling(operand), head: head, need, dataset: holder?.name),
            at: operand.span)
    }

    /// What keeps an update from being made.
    func updateFailure(_ error: TextModelError) -> Failure {
        switch error {
        case .needsOldTexts(let reason): needsOldTexts(reason)
        case .otherTexts(let missing, let others): otherTexts(.texts(missing: missing, others: others))
        case .otherLabels(let texts): otherTexts(.labels(texts))
        default: Failure(.internal("\(error)"), at: span)
        }
    }

    /// What is said of a dataset that isn't the training set.
    private func otherTexts(_ difference: OtherTexts) -> Failure {
        let keeping = command.clause("keeping")
        return Failure(
            .otherTexts(
                dataset: keeping.map { spelling($0) } ?? "train",
                model: command.operand(0).map { spelling($0) } ?? "model", difference),
            at: keeping?.span ?? span)
    }
}
