import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

// Texts that may have several labels, or none.
extension Invocation {
    /// Says what a column of several labels holds.
    func tellSets(_ dataset: Dataset) throws(Failure) {
        guard dataset.hasSeveralLabels else { return }
        let found = try reading { () throws(DataError) in try dataset.labelSets() }
        let mean = NumberFormat.fixed(2).text(found.cardinality)
        let bare = NumberFormat.count(found.sets.count { $0.isEmpty })
        let (labels, column) = (NumberFormat.count(found.names.count), dataset.roles.label ?? "")
        output.print(
            phrase(
                "\(column): \(labels) labels, \(mean) a text on average, \(bare) texts without any\n",
                zh: "\(column)：\(labels) 个标签，每篇平均 \(mean) 个，\(bare) 篇没有标签\n"))
    }

    /// The texts of a dataset with the labels of each, rows without a text left out; a text without a label stays.
    ///
    /// Of a dataset with one label a row, rows without it are left out: there it is unknown.
    func labelledBySets(
        _ dataset: Dataset, _ argument: Argument, warns: Bool
    ) throws(Failure) -> LabelledTexts {
        let (texts, found) = try reading { () throws(DataError) in
            (try dataset.texts(), try dataset.labelSets())
        }
        let rows = texts.indices.filter {
            !texts[$0].isEmpty && (dataset.hasSeveralLabels || !found.sets[$0].isEmpty)
        }
        if warns, rows.count < texts.count {
            warn(
                .missingValues(
                    column: dataset.roles.text.joined(separator: ", "), rows: texts.count - rows.count,
                    total: texts.count), at: argument.span)
        }
        let used = Set(rows.flatMap { found.sets[$0] })
        let kept = found.names.indices.filter { used.contains($0) }
        var place = [Int](repeating: 0, count: found.names.count)
        for (new, old) in kept.enumerated() { place[old] = new }
        let sets = rows.map { row in found.sets[row].map { place[$0] } }
        return LabelledTexts(
            documents: Documents(rows.map { texts[$0] }, beside: dataset, rows: rows),
            codes: LabelSets.rarest(sets, labels: kept.count), sets: sets,
            labels: kept.map { found.names[$0] },
            labelColumn: dataset.roles.label ?? "labels", rows: rows)
    }

    /// Refuses a head that can't decide labels one by one.
    func checkPlanes(_ recipe: TextModels.Recipe) throws(Failure) {
        guard !recipe.features.learnsFromLabels else {
            throw Failure(
                .solver(
                    head: "log_ratio",
                    reason: phrase("it compares labels of which a text has one", zh: "它比较的标签，每篇文本只能有一个"),
                    help: phrase("leave it out of the recipe", zh: "从配方中去掉它")),
                at: command.operand(0)?.span ?? span)
        }
        guard !recipe.head.hasPlanes else { return }
        throw Failure(
            .solver(
                head: recipe.head.name,
                reason: phrase(
                    "texts may have several labels here, each decided by itself, and this head can't do that",
                    zh: "这里一篇文本可有多个标签，要逐个判断，而这个分类头做不到"),
                help: phrase(
                    "use logistic(), linear_svm(), ridge(), lda() or naive_bayes() over counts",
                    zh: "改用 logistic()、linear_svm()、ridge()、lda() 或基于计数的 naive_bayes()")),
            at: command.operand(0)?.span ?? span)
    }

    /// The texts of an argument with their labels as a model of several labels numbers them.
    func judgedSets(
        by model: TextModel, _ argument: Argument
    ) throws(Failure) -> (data: LabelledTexts, sets: [[Int]]) {
        let data = try labelledBySets(try dataset(argument), argument, warns: true)
        guard !data.texts.isEmpty else { throw Failure(.noRows(name: spelling(argument)), at: argument.span) }
        let unseen = data.labels.filter { !model.labels.contains($0) }
        guard unseen.isEmpty else {
            throw Failure(.unseenLabels(unseen, known: model.labels), at: argument.span)
        }
        warnAboutOverlap(model, data, at: argument.span)
        warnAboutTuning(model.features.encoders.map(\.0), data.texts, at: argument.span)
        for (reference, _) in model.features.encoders { try warnAboutTexts(data.texts, reference) }
        let place = data.labels.map { model.labels.firstIndex(of: $0) ?? 0 }
        return (data, (data.sets ?? []).map { set in set.map { place[$0] }.sorted() })
    }

    /// The figures of a model of several labels on labelled texts.
    func figures(
        of model: TextModel, on data: LabelledTexts, _ sets: [[Int]]
    ) throws(Failure) -> (report: LabelSetReport, sets: [[Int]]) {
        let found = try working { work throws(TextModelError) in
            model.sets(try model.predict(data.documents, with: work))
        }
        let report = try classifying { () throws(ClassifierError) in
            try LabelSetReport(truth: sets, predicted: found, labels: model.labels.count)
        }
        return (report, found)
    }

    /// `report M on D` for a model of several labels.
    func reportSets(_ model: TextModel, _ operand: Argument) throws(Failure) -> Execution.Outcome {
        let (report, title) = try judgedFigures(model, operand)
        return .value(.figure(.report, LabelSetView.report(report, labels: model.labels, title: title)))
    }

    /// `confusion M on D` for a model of several labels.
    func confusionOfSets(_ model: TextModel, _ operand: Argument) throws(Failure) -> Execution.Outcome {
        let (report, title) = try judgedFigures(model, operand)
        return .value(.figure(.report, LabelSetView.counts(report, labels: model.labels, title: title)))
    }

    /// The figures of a model on the dataset behind `on`, and what was judged on what, as written.
    private func judgedFigures(
        _ model: TextModel, _ operand: Argument
    ) throws(Failure) -> (report: LabelSetReport, title: String) {
        let on = try required("on")
        let (data, sets) = try judgedSets(by: model, on)
        let (name, place) = (spelling(operand), spelling(on))
        return (
            try figures(of: model, on: data, sets).report,
            phrase("\(name) on \(place)", zh: "\(name) 在 \(place) 上")
        )
    }

    /// `threshold M on D`, `threshold M at p`.
    func threshold() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        guard model.givesSeveralLabels else {
            throw Failure(.oneLabelEach(model: spelling(operand)), at: operand.span)
        }
        if command.gives("at"), let at = command.clause("at"), let share = at.value.number {
            guard model.head.hasProbabilities else { throw noProbabilities(model, threshold: at) }
            return .value(.model(model.deciding(above: model.labels.map { _ in share })))
        }
        let on = try required("on")
        let (data, sets) = try judgedSets(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.documents, with: work)
        }
        let usual = model.deciding(above: model.labels.map { _ in model.usualThreshold })
        let chosen = model.thresholds(predictions, sets: sets)
        let better = model.deciding(above: chosen.map(\.threshold))
        let (before, after) = try classifying { () throws(ClassifierError) in
            (
                try LabelSetReport(
                    truth: sets, predicted: usual.sets(predictions), labels: model.labels.count),
                try LabelSetReport(
                    truth: sets, predicted: better.sets(predictions), labels: model.labels.count)
            )
        }
        let view = LabelSetView.thresholds(
            chosen, labels: model.labels, before: before, after: after,
            title: phrase(
                "Thresholds of \(spelling(operand)) on \(spelling(on))",
                zh: "阈值：\(spelling(operand))，在 \(spelling(on)) 上"),
            hasProbabilities: model.head.hasProbabilities)
        if !isHidden { output.display(view.bundle, id: nil) }
        return .value(.model(better))
    }

    private func noProbabilities(_ model: TextModel, threshold argument: Argument) -> Failure {
        Failure(
            .solver(
                head: model.recipe.head.name,
                reason: phrase(
                    "it gives scores, and no probabilities that a share could be compared with",
                    zh: "它只给得分，没有可与这个比例相比的概率"),
                help: phrase(
                    "threshold … on …  chooses scores on labelled texts", zh: "threshold … on …  在带标签的文本上选择得分"
                )),
            at: argument.span)
    }
}
