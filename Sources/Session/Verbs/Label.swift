import Datasets
import Display
import Language

// Verbs that give or change labels.
extension Invocation {
    /// `label D as good when rating > 0.5, …`: the first rule that matches gives the label.
    func label() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let clause = try required("as")
        guard let rules = clause.value.rules else { throw wrongType(clause, wanted: [.list]) }
        let plain = rules.map {
            LabelRule($0.label.text, when: $0.condition.map { Datasets.Condition($0, over: dataset) })
        }
        let labelling = try reading { () throws(DataError) in
            try dataset.labelled(by: plain, shouldStop: shouldStop)
        }
        if labelling.unlabelled > 0 {
            warn(.unlabelled(rows: labelling.unlabelled, total: dataset.count), at: clause.span)
        }
        return .value(.dataset(labelling.dataset))
    }

    /// `relabel D with {old: new}`.
    func relabel() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let clause = try required("with")
        var names: [(old: String, new: String)] = []
        for entry in clause.value.record ?? [] {
            names.append((entry.key.text, entry.value.value.text ?? ""))
        }
        return .value(.dataset(try reading { () throws(DataError) in try dataset.relabelled(names) }))
    }

    /// `describe D`, `describe MODEL`, ….
    func describe() throws(Failure) -> Execution.Outcome {
        let argument = try operand(0)
        let value = try execution.value(of: argument)
        if case .model(let model) = value {
            let check = ModelCheck(model, in: session, shouldStop: shouldStop)
            return .value(.figure(.table, AuditCard(model: model, check: check).card))
        }
        if case .encoder(let reference) = value {
            let view = EncoderView(reference: reference, library: session.library)
            return .value(.figure(.table, view.auditCard))
        }
        guard case .dataset(let dataset) = value else {
            return .value(.figure(.table, ValueView.display(value, session: session)))
        }
        let summary = try reading { () throws(DataError) in try dataset.summary(shouldStop: shouldStop) }
        return .value(.figure(.table, DatasetView.summary(summary, of: dataset)))
    }

    /// `show X [limit n] [from n]`.
    func show() throws(Failure) -> Execution.Outcome {
        let value = try execution.value(of: try operand(0))
        guard case .dataset(let dataset) = value else {
            return .value(.figure(.table, ValueView.display(value, session: session)))
        }
        let start = integer("from", default: 1) - 1
        return .value(
            .figure(
                .table,
                DatasetView.rows(
                    of: dataset, limit: integer("limit", default: session.settings.rows), from: start)))
    }
}
