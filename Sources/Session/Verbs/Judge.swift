import Classifiers
import Datasets
import Display
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `report M on D`.
    func report() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let judge = try model(operand)
        if judge.givesSeveralLabels { return try reportSets(judge, operand) }
        let evaluation = try evaluation()
        let intervals = try classifying { () throws(ClassifierError) in
            // As many draws as a second allows, 1000 for all but the largest test sets.
            try Bootstrap.intervals(
                evaluation.report.confusion,
                samples: max(200, min(1000, 50_000_000 / max(1, evaluation.texts))),
                shouldStop: shouldStop)
        }
        return .value(.figure(.report, ReportView.table(evaluation, intervals)))
    }

    /// `confusion M on D`.
    func confusion() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let judge = try model(operand)
        if judge.givesSeveralLabels { return try confusionOfSets(judge, operand) }
        return .value(.figure(.report, ReportView.confusion(try evaluation())))
    }

    private func evaluation() throws(Failure) -> Evaluation {
        let model = try model(try operand(0))
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.documents, with: work)
        }
        let (name, place) = (spelling(try operand(0)), spelling(on))
        let title = phrase("\(name) on \(place)", zh: "\(name) 在 \(place) 上")
        var decided: Evaluation.Decided?
        if let threshold = model.abstention, let confidence = predictions.confidence {
            let rows = codes.indices.filter { confidence[$0] >= threshold }
            decided = Evaluation.Decided(
                threshold: threshold, texts: rows.count,
                right: rows.count { predictions.labels[$0] == codes[$0] })
        }
        return Evaluation(
            report: try classifying { () throws(ClassifierError) in
                ClassificationReport(
                    try ConfusionMatrix(
                        truth: codes, predictions: predictions.labels, classes: model.labels.count))
            }, labels: model.labels, title: title, decided: decided)
    }

    /// The labelled texts of an argument with their labels as the model numbers them.
    ///
    /// Warns when the model was trained on some of them.
    func judged(
        by model: TextModel, _ argument: Argument
    ) throws(Failure) -> (data: LabelledTexts, codes: [Int]) {
        let data = try labelled(try dataset(argument), argument)
        guard data.sets == nil else {
            throw Failure(
                .oneLabelEach(model: command.operand(0).map { spelling($0) } ?? ""), at: argument.span)
        }
        guard !data.texts.isEmpty else { throw Failure(.noRows(name: spelling(argument)), at: argument.span) }
        let used = Set(data.codes)
        let unseen = data.labels.indices.filter {
            used.contains($0) && !model.labels.contains(data.labels[$0])
        }
        guard unseen.isEmpty else {
            throw Failure(
                .unseenLabels(unseen.map { data.labels[$0] }, known: model.labels), at: argument.span)
        }
        warnAboutOverlap(model, data, at: argument.span)
        if let only = used.first, used.count == 1, model.labels.count > 1 {
            warn(.singleClass(label: data.labels[only]), at: argument.span)
        }
        warnAboutTuning(model.features.encoders.map(\.0), data.texts, at: argument.span)
        for (reference, _) in model.features.encoders { try warnAboutTexts(data.texts, reference) }
        let place = data.labels.map { label in model.labels.firstIndex(of: label) ?? 0 }
        return (data, data.codes.map { place[$0] })
    }

    /// Says how many of the texts a model was trained on.
    func warnAboutOverlap(_ model: TextModel, _ data: LabelledTexts, at span: SourceSpan) {
        let overlap = model.overlap(with: data.texts)
        if overlap > 0 { warn(.overlap(rows: overlap, total: data.texts.count), at: span) }
    }

    /// Says which encoders were tuned on the texts by which they are judged.
    func warnAboutTuning(_ encoders: [EncoderReference], _ texts: [String], at span: SourceSpan) {
        var seen: [String] = []
        for reference in encoders where !seen.contains(reference.name) {
            seen.append(reference.name)
            let rows = session.library.tunedOverlap(of: reference, with: texts)
            if rows > 0 {
                warn(.tunedOn(encoder: reference.name, rows: rows, total: texts.count), at: span)
            }
        }
    }

    /// Runs something over figures.
    func classifying<Result>(_ body: () throws(ClassifierError) -> Result) throws(Failure) -> Result {
        do throws(ClassifierError) { return try body() } catch { throw failure(.classifier(error)) }
    }
}
