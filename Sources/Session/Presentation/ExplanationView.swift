import Classifiers
import Display
import Explanations
import Phrases
import TextModels

/// One text's decision, taken apart.
struct TextExplanation: Sendable {
    let model: TextModel
    let text: String
    /// The label that the data gives, if any.
    let truth: String?
    let attribution: Attribution
    let predictions: TextModel.Predictions
    /// The label to explain against, as an index.
    let other: Int?
    /// Tokens of the text that an encoder did not read, because they lie behind its limit.
    let cutTokens: Int

    var predicted: Int { predictions.labels.first ?? 0 }
    /// Whether amounts are shown over the mean of all labels, which a softmax doesn't see.
    var isCentred: Bool {
        model.head.linear?.probability == .softmax && other == nil && model.calibration?.method != .platt
    }
}

/// How explanations are shown.
enum ExplanationView {
    /// Decision, highlighted text, and the table of contributions.
    static func page(_ explanation: TextExplanation) throws(ExplanationError) -> Page {
        let (shown, label) = try view(explanation)
        let words = explanation.model.words(in: explanation.text)
        let merged = try shown.byWords(words, in: explanation.text)
        let spans = merged.contributions.compactMap { unit -> HighlightedText.Span? in
            unit.range.map { HighlightedText.Span($0, unit.amounts[label]) }
        }
        return Page([
            PredictionView.line(explanation.model, explanation.predictions, row: 0, truth: explanation.truth),
            HighlightedText(explanation.text, spans: spans, title: title(explanation)),
            try table(explanation, shown, label, words),
        ])
    }

    /// The amounts to show and the column of the label that they belong to.
    private static func view(_ explanation: TextExplanation) throws(ExplanationError) -> (Attribution, Int) {
        let label = explanation.predicted
        if let other = explanation.other, other != label {
            return (try explanation.attribution.contrast(label, against: other), 0)
        }
        return (explanation.isCentred ? explanation.attribution.centred() : explanation.attribution, label)
    }

    private static func title(_ explanation: TextExplanation) -> String {
        let labels = explanation.model.labels
        let name = labels[explanation.predicted]
        if let other = explanation.other, other != explanation.predicted {
            return phrase(
                "What each word adds to \(name) and not to \(labels[other])",
                zh: "每个词支持 \(name) 而不是 \(labels[other]) 的程度")
        }
        guard explanation.isCentred else {
            return phrase("What each word adds to the score of \(name)", zh: "每个词对 \(name) 得分的贡献")
        }
        return phrase(
            "What each word adds to the score of \(name), over the mean of all labels",
            zh: "每个词对 \(name) 得分的贡献（减去所有标签的平均）")
    }

    /// Rows of words with a column for each block, then what belongs to no word, bias, sum, score and residual.
    private static func table(
        _ explanation: TextExplanation, _ shown: Attribution, _ label: Int, _ words: [Range<Int>]
    ) throws(ExplanationError) -> Table {
        let blocks = explanation.model.features.blockNames
        let rows = try ContributionRows(
            shown, label: label, blocks: blocks, words: words, text: explanation.text)
        let number = NumberFormat.fixed(4)
        let scale = rows.words.map { abs($0.total) }.max() ?? 1
        func cells(_ name: Cell, _ row: ContributionRows.Row) -> [Cell] {
            [name] + row.amounts.map { $0.map { .signed($0, number, scale: scale) } ?? .missing } + [
                .signed(row.total, number, scale: scale)
            ]
        }
        func total(_ name: String, _ value: Double, _ format: NumberFormat = number) -> [Cell] {
            [.strong(name)] + blocks.map { _ in .empty } + [.number(value, format)]
        }
        var lines = rows.words.prefix(25).map { cells(.strong($0.name), $0) }
        if let folded = rows.words.folded(after: 25, named: phrase("more words", zh: "个词")) {
            lines.append(cells(.text(folded.name), folded))
        }
        lines += rows.others.prefix(10).map { cells(.text($0.name), $0) }
        if let folded = rows.others.folded(after: 10, named: phrase("more outside the words", zh: "项不属于任何词"))
        {
            lines.append(cells(.text(folded.name), folded))
        }
        let rule = lines.count
        lines.append(total(phrase("bias", zh: "偏置"), shown.bias[label]))
        lines.append(total(phrase("sum", zh: "合计"), shown.sum(label)))
        lines.append(total(phrase("score (predict)", zh: "得分（predict）"), shown.scores[label]))
        lines.append(total(phrase("residual", zh: "残差"), shown.residual(label), .significant(2)))
        return Table(
            columns: [.init(phrase("word", zh: "词"))] + blocks.map { .number($0) } + [
                .number(phrase("total", zh: "总计"))
            ], rows: lines,
            rules: [rule - 1],
            notes: notes(explanation, shown, label),
            limits: Table.Limits(rows: lines.count, columns: blocks.count + 2, cellWidth: 40))
    }

    private static func notes(_ explanation: TextExplanation, _ shown: Attribution, _ label: Int) -> [String]
    {
        let relative = abs(shown.residual(label)) / max(1, shown.magnitude(label))
        var notes = [
            phrase(
                "exact: words, bias and residual sum to the score; the residual is "
                    + "\(NumberFormat.significant(1).text(relative)) of what was added up",
                zh: "精确：各词、偏置与残差之和等于得分；残差是相加总量的 \(NumberFormat.significant(1).text(relative))")
        ]
        if explanation.cutTokens > 0 {
            notes.append(
                phrase(
                    "the encoder read only the beginning: \(NumberFormat.count(explanation.cutTokens)) tokens were cut at its "
                        + "limit, and words there show 0 because they were not read",
                    zh: "编码器只读了开头：超出上限的 \(NumberFormat.count(explanation.cutTokens)) 个词元被截去，那里的词没有读到，显示为 0"))
        }
        if explanation.model.hasEncoder {
            notes.append(
                phrase(
                    "the encoder reads each word in its context: a word's amount is what its place adds, not what would change "
                        + "without the word",
                    zh: "编码器在上下文中读每个词：一个词的数值是它所在位置的贡献，不是去掉这个词后的变化"))
        }
        return notes
    }
}

/// An attribution by words, with one column for each block.
struct ContributionRows: Sendable {
    /// A word, or something that belongs to no word.
    struct Row: Sendable {
        let name: String
        /// One amount for each block; nil where the block knows nothing of the word.
        let amounts: [Double?]
        var total: Double { amounts.reduce(0) { $0 + ($1 ?? 0) } }
    }

    /// The words, the largest amounts first.
    let words: [Row]
    /// What belongs to no word: special tokens, whole blocks.
    let others: [Row]

    init(
        _ attribution: Attribution, label: Int, blocks: [String], words: [Range<Int>], text: String
    ) throws(ExplanationError) {
        var byBlock: [[Contribution]] = []
        for block in blocks {
            let part = try Attribution(
                contributions: attribution.contributions.filter { $0.block == block },
                bias: attribution.bias.map { _ in 0 }, scores: attribution.scores.map { _ in 0 })
            byBlock.append(try part.byWords(words, in: text).contributions)
        }
        self.words = words.indices.map { index in
            Row(
                name: byBlock.first.map { $0.indices.contains(index) ? $0[index].name : "" } ?? "",
                amounts: zip(blocks, byBlock).map { block, units in
                    let isKnown = attribution.contributions.contains {
                        $0.block == block && $0.range?.overlaps(words[index]) == true
                    }
                    return isKnown && units.indices.contains(index) ? units[index].amounts[label] : nil
                })
        }.enumerated().sorted {
            abs($0.element.total) == abs($1.element.total)
                ? $0.offset < $1.offset : abs($0.element.total) > abs($1.element.total)
        }.map(\.element)
        var others: [Row] = []
        for (place, units) in byBlock.enumerated() {
            for unit in units.dropFirst(words.count) {
                let amounts = blocks.indices.map { $0 == place ? unit.amounts[label] : nil }
                others.append(Row(name: unit.name, amounts: amounts))
            }
        }
        self.others = others
    }
}

extension [ContributionRows.Row] {
    /// The rows after the first `limit` in one; nil when there are none.
    func folded(after limit: Int, named name: String) -> ContributionRows.Row? {
        let rest = dropFirst(limit)
        guard let first = rest.first else { return nil }
        let amounts = first.amounts.indices.map { block in rest.reduce(0.0) { $0 + ($1.amounts[block] ?? 0) }
        }
        return ContributionRows.Row(
            name: phrase("\(rest.count) \(name)", zh: "另外 \(rest.count) \(name)"), amounts: amounts)
    }
}
