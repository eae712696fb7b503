import Classifiers
import Display
import Explanations
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `mistakes M on D [limit n]`, or `mistakes RECIPE on D [limit n] [folds n] [seed n] [group COL]`.
    func mistakes() throws(Failure) -> Execution.Outcome {
        guard case .model(let model) = try execution.value(of: try operand(0)) else { return try doubts() }
        return try mistakes(of: model)
    }

    /// Wrong predictions, the most confident first, each with the words that led there.
    private func mistakes(of model: TextModel) throws(Failure) -> Execution.Outcome {
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.documents, with: work)
        }
        let figures = predictions.probabilities ?? predictions.scores
        let wrong = codes.indices.filter { predictions.labels[$0] != codes[$0] }.sorted { left, right in
            let (a, b) = (figures[left, predictions.labels[left]], figures[right, predictions.labels[right]])
            return a == b ? left < right : a > b
        }
        let limit = integer("limit", default: 10)
        let format: NumberFormat = predictions.probabilities == nil ? .fixed(2) : .percent(0)
        var rows: [[Cell]] = []
        for index in wrong.prefix(max(0, limit)) {
            let label = predictions.labels[index]
            // Only a sum over features can be taken apart.
            let reasons: [Cell] =
                model.isLinear
                ? [
                    .text(
                        try evidence(
                            model, data.documents.selecting([index]), for: label, against: codes[index]))
                ] : []
            rows.append(
                [
                    .count(data.rows[index] + 1), .text(data.texts[index]),
                    .strong(model.labels[codes[index]]),
                    .text(model.labels[label]), .number(figures[index, label], format),
                    .number(figures[index, codes[index]], format),
                ] + reasons)
        }
        let kind =
            predictions.probabilities == nil
            ? phrase("its score", zh: "预测得分") : phrase("its probability", zh: "预测概率")
        return .value(
            .figure(
                .table,
                mistakeTable(
                    rows, kind: kind, wrong: wrong.count, of: codes.count, limit: limit,
                    isLinear: model.isLinear, name: spelling(try operand(0)), place: spelling(on))))
    }

    private func mistakeTable(
        _ rows: [[Cell]], kind: String, wrong: Int, of all: Int, limit: Int, isLinear: Bool, name: String,
        place: String
    ) -> Table {
        let share = NumberFormat.percent(1).text(Double(wrong) / Double(all))
        let counts = (NumberFormat.count(wrong), NumberFormat.count(all))
        return Table(
            title: phrase(
                "\(counts.0) of \(counts.1) wrong (\(share)), the most confident first",
                zh: "\(counts.1) 篇中判错 \(counts.0) 篇（\(share)），最自信的在前"),
            columns: [
                .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
                .init(phrase("true", zh: "真实")), .init(phrase("predicted", zh: "预测")), .number(kind),
                .number(phrase("of the true label", zh: "真实标签的")),
            ] + (isLinear ? [.init(phrase("what led there", zh: "判错的依据"))] : []), rows: rows,
            notes: isLinear
                ? [
                    phrase(
                        "what led there: the words that add most to the predicted label over the true one",
                        zh: "判错的依据：与真实标签相比，对预测标签贡献最大的词"),
                    "explain \(name) on \(place) row n" + phrase(" shows why", zh: " 说明原因"),
                ] : [], totalRows: wrong, limits: Table.Limits(rows: max(1, limit), columns: 8, cellWidth: 70)
        )
    }

    /// The three words that speak most for one label and against another.
    private func evidence(
        _ model: TextModel, _ document: Documents, for label: Int, against other: Int
    ) throws(Failure) -> String {
        let text = document.texts.first ?? ""
        let attribution = try working { work throws(TextModelError) in
            try model.attribution(of: document, with: work)
        }
        do throws(ExplanationError) {
            let contrast = try attribution.contrast(label, against: other).byWords(
                model.words(in: text), in: text)
            // One line for each word, whatever blocks see it.
            var totals: [(name: String, amount: Double)] = []
            for unit in contrast.contributions where unit.range != nil {
                let amount = unit.amounts.first ?? 0
                if let place = totals.firstIndex(where: { $0.name == unit.name }) {
                    totals[place].amount += amount
                } else {
                    totals.append((unit.name, amount))
                }
            }
            let strongest = totals.enumerated().filter { $0.element.amount > 0 }.sorted {
                $0.element.amount == $1.element.amount
                    ? $0.offset < $1.offset : $0.element.amount > $1.element.amount
            }
            return strongest.prefix(3).map {
                "\($0.element.name) \(NumberFormat.fixed(2).text($0.element.amount, signed: true))"
            }.joined(separator: ", ")
        } catch { throw Failure(error, at: span) }
    }

    /// Labels that are likely wrong: texts whose label models that haven't seen them doubt.
    private func doubts() throws(Failure) -> Execution.Outcome {
        let recipe = try RecipeReader(execution).recipe(try operand(0))
        guard recipe.head.hasProbabilities else {
            throw Failure(
                .solver(
                    head: recipe.head.name,
                    reason: phrase(
                        "it gives no probabilities, which doubts about labels need", zh: "它不给出概率，而怀疑标签需要概率")),
                at: try operand(0).span)
        }
        let (data, plan, argument) = try foldedTexts(for: [recipe])
        try encodeFirst([recipe], [argument])
        let corpus = data.corpus
        let found = try working { work throws(TextModelError) in
            try CrossValidation.run([recipe], on: corpus, divisions: plan.divisions, with: work)
        }
        guard let probabilities = found.first?.first?.predictions.probabilities else {
            throw Failure(.internal("no probabilities"), at: span)
        }
        let doubts = try classifying { () throws(ClassifierError) in
            try LabelDoubts(probabilities, labels: data.codes).doubts
        }
        return .value(
            .figure(
                .table,
                doubtTable(doubts, probabilities, data, plan, place: spelling(argument))))
    }

    private func doubtTable(
        _ doubts: [LabelDoubts.Doubt], _ probabilities: DoubleMatrix, _ data: LabelledTexts, _ plan: FoldPlan,
        place: String
    ) -> Table {
        let limit = integer("limit", default: 10)
        let rows = doubts.prefix(max(0, limit)).map { doubt -> [Cell] in
            let label = data.codes[doubt.row]
            return [
                .count(data.rows[doubt.row] + 1), .text(data.texts[doubt.row]), .strong(data.labels[label]),
                .text(data.labels[doubt.likely]), .number(probabilities[doubt.row, label], .percent(0)),
                .number(probabilities[doubt.row, doubt.likely], .percent(0)),
            ]
        }
        let (count, all) = (NumberFormat.count(doubts.count), NumberFormat.count(data.texts.count))
        return Table(
            title: phrase(
                "\(count) of \(all) labels are doubtful, the most doubtful first (\(place), \(plan.title))",
                zh: "\(all) 个标签中有 \(count) 个可疑，最可疑的在前（\(place)，\(plan.title)）"),
            columns: [
                .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
                .init(phrase("label", zh: "标签")), .init(phrase("likely", zh: "更像是")),
                .number(phrase("its probability", zh: "该标签的概率")),
                .number(phrase("of the likely one", zh: "更像的标签的概率")),
            ], rows: Array(rows),
            notes: [
                phrase(
                    "probabilities by models that haven't seen the text; a label is doubtful when another one's reaches what is usual for it (confident learning)",
                    zh: "概率由没见过该文本的模型给出；另一标签的概率达到它通常的水平时，就怀疑原标签（置信学习）"),
                phrase("a doubt is no proof: read the text", zh: "可疑不等于标错：请读原文"),
            ] + plan.notes, totalRows: doubts.count,
            limits: Table.Limits(rows: max(1, limit), columns: 8, cellWidth: 90))
    }
}
