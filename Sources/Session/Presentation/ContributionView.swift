import Display
import Explanations
import Phrases
import TextModels

/// How contributions of one text are listed.
enum ContributionView {
    /// Rows of units with a column for each block, then what belongs to none, bias, sum, score and residual.
    static func table(
        _ explanation: TextExplanation, _ attribution: Attribution, isSplit: Bool
    ) throws(ExplanationError) -> Table {
        let (shown, label) = try explanation.view.shown(attribution)
        let blocks = explanation.model.features.sourceNames
        let rows = try ContributionRows(
            shown, label: label, blocks: blocks, words: explanation.units, text: explanation.text)
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
        if let folded = rows.words.folded(after: 25, named: more(explanation.unit)) {
            lines.append(cells(.text(folded.name), folded))
        }
        lines += rows.others.prefix(10).map { cells(.text($0.name), $0) }
        if let folded = rows.others.folded(
            after: 10, named: phrase("more outside the words", zh: "项不属于任何词"))
        {
            lines.append(cells(.text(folded.name), folded))
        }
        let rule = lines.count
        lines.append(total(phrase("bias", zh: "偏置"), shown.bias[label]))
        lines.append(total(phrase("sum", zh: "合计"), shown.sum(label)))
        lines.append(total(phrase("score (predict)", zh: "得分（predict）"), shown.scores[label]))
        lines.append(total(phrase("residual", zh: "残差"), shown.residual(label), .significant(2)))
        return Table(
            columns: [.init(explanation.unit.title)] + blocks.map { .number($0) } + [
                .number(phrase("total", zh: "总计"))
            ], rows: lines,
            rules: [rule - 1],
            notes: notes(explanation, shown, label, isSplit: isSplit),
            limits: Table.Limits(rows: lines.count, columns: blocks.count + 2, cellWidth: 40))
    }

    private static func more(_ unit: TextUnit) -> String {
        phrase("more \(unit.plural)", zh: "个\(unit.title)")
    }

    private static func notes(
        _ explanation: TextExplanation, _ shown: Attribution, _ label: Int, isSplit: Bool
    ) -> [String] {
        let relative = NumberFormat.significant(1).text(
            abs(shown.residual(label)) / max(1, shown.magnitude(label)))
        var notes = [
            phrase(
                "exact: \(explanation.unit.plural), bias and residual sum to the score; the residual is "
                    + "\(relative) of what was added up",
                zh: "精确：各\(explanation.unit.title)、偏置与残差之和等于得分；残差是相加总量的 \(relative)")
        ]
        notes += explanation.cutNote
        if !isSplit {
            notes.append(
                phrase(
                    "this encoder's pooling can't be shared among tokens: its part stands in one line; by occlusion or by "
                        + "shapley splits the whole score by leaving out",
                    zh: "这种汇聚方式无法分给各个词元，编码器的部分只占一行；by occlusion 或 by shapley 用去掉的办法来拆分整个得分"))
        }
        if explanation.model.hasEncoder {
            let unit = explanation.unit.title
            notes.append(
                phrase(
                    "what this position adds: the encoder reads each \(unit) in its context, so this is not what would change "
                        + "without it (by occlusion)",
                    zh: "这是所在位置的贡献：编码器在上下文中读每个\(unit)，所以不是去掉它之后的变化（后者用 by occlusion）"))
        }
        return notes
    }
}

extension TextExplanation {
    /// What an encoder's limit cut off, if anything.
    var cutNote: [String] {
        guard cutTokens > 0 else { return [] }
        let count = NumberFormat.count(cutTokens)
        return [
            phrase(
                "the encoder read only the beginning: \(count) tokens were cut at its "
                    + "limit, and words there show 0 because they were not read",
                zh: "编码器只读了开头：超出上限的 \(count) 个词元被截去，那里的词没有读到，显示为 0")
        ]
    }
}
