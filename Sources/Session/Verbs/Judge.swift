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
        .value(.figure(.report, ReportView.table(try evaluation())))
    }

    /// `confusion M on D`.
    func confusion() throws(Failure) -> Execution.Outcome {
        .value(.figure(.report, ReportView.confusion(try evaluation())))
    }

    private func evaluation() throws(Failure) -> Evaluation {
        let model = try model(try operand(0))
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.texts, with: work)
        }
        let (name, place) = (spelling(try operand(0)), spelling(on))
        let title = phrase("\(name) on \(place)", zh: "\(name) 在 \(place) 上")
        return Evaluation(
            report: try classifying { () throws(ClassifierError) in
                ClassificationReport(
                    try ConfusionMatrix(
                        truth: codes, predictions: predictions.labels, classes: model.labels.count))
            }, labels: model.labels, title: title)
    }

    /// The labelled texts of an argument with their labels as the model numbers them.
    ///
    /// Warns when the model was trained on some of them.
    func judged(
        by model: TextModel, _ argument: Argument
    ) throws(Failure) -> (data: LabelledTexts, codes: [Int]) {
        let data = try labelled(try dataset(argument), argument)
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
        for (reference, _) in model.features.encoders { try warnAboutTexts(data.texts, reference) }
        let place = data.labels.map { label in model.labels.firstIndex(of: label) ?? 0 }
        return (data, data.codes.map { place[$0] })
    }

    /// Says how many of the texts a model was trained on.
    func warnAboutOverlap(_ model: TextModel, _ data: LabelledTexts, at span: SourceSpan) {
        let overlap = model.overlap(with: data.texts)
        if overlap > 0 { warn(.overlap(rows: overlap, total: data.texts.count), at: span) }
    }

    /// Runs something over figures.
    func classifying<Result>(_ body: () throws(ClassifierError) -> Result) throws(Failure) -> Result {
        do throws(ClassifierError) { return try body() } catch { throw failure(.classifier(error)) }
    }

    /// `mistakes M on D [limit n]`: wrong predictions, the most confident first.
    func mistakes() throws(Failure) -> Execution.Outcome {
        let model = try model(try operand(0))
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.texts, with: work)
        }
        let figures = predictions.probabilities ?? predictions.scores
        let wrong = codes.indices.filter { predictions.labels[$0] != codes[$0] }.sorted { left, right in
            let (a, b) = (figures[left, predictions.labels[left]], figures[right, predictions.labels[right]])
            return a == b ? left < right : a > b
        }
        let limit = integer("limit", default: 20)
        let format: NumberFormat = predictions.probabilities == nil ? .fixed(2) : .percent(0)
        let rows = wrong.prefix(max(0, limit)).map { index -> [Cell] in
            let label = predictions.labels[index]
            return [
                .count(data.rows[index] + 1), .text(data.texts[index]), .strong(model.labels[codes[index]]),
                .text(model.labels[label]), .number(figures[index, label], format),
                .number(figures[index, codes[index]], format),
            ]
        }
        let share = NumberFormat.percent(1).text(Double(wrong.count) / Double(codes.count))
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase(
                        "\(NumberFormat.count(wrong.count)) of \(NumberFormat.count(codes.count)) wrong (\(share)), the most confident first",
                        zh:
                            "\(NumberFormat.count(codes.count)) 篇中判错 \(NumberFormat.count(wrong.count)) 篇（\(share)），最自信的在前"
                    ),
                    columns: [
                        .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
                        .init(phrase("true", zh: "真实")), .init(phrase("predicted", zh: "预测")),
                        .number(
                            predictions.probabilities == nil
                                ? phrase("its score", zh: "预测得分") : phrase("its probability", zh: "预测概率")),
                        .number(phrase("of the true label", zh: "真实标签的")),
                    ], rows: rows,
                    notes: [
                        "explain \(spelling(try operand(0))) on \(spelling(on)) row n"
                            + phrase(" shows why", zh: " 说明原因")
                    ],
                    totalRows: wrong.count,
                    limits: Table.Limits(rows: max(1, limit), columns: 8, cellWidth: 90))))
    }
}
