import Display
import Explanations
import Phrases
import Tensors

/// How explanations by leaving units out are listed.
enum LeftOutView {
    private static let number = NumberFormat.fixed(4)
    private static let most = 40

    /// What changes without each unit.
    static func table(_ explanation: TextExplanation, _ occlusion: Occlusion) -> Table {
        let changes = occlusion.changes.values
        let scale = changes.map(abs).max() ?? 1
        let unit = explanation.unit.title
        let rows = order(changes).prefix(most).map { place -> [Cell] in
            [.strong(explanation.names[place]), .signed(changes[place], number, scale: scale)]
        }
        return Table(
            columns: [.init(unit), .number(phrase("score lost without it", zh: "去掉后得分减少"))],
            rows: Array(rows) + [
                [
                    .strong(phrase("score (predict)", zh: "得分（predict）")),
                    .number(occlusion.whole.first ?? 0, number),
                ]
            ],
            rules: [rows.count - 1],
            notes: cut(changes.count, explanation) + [
                phrase(
                    "what changes without it: the score of the text less its score with the \(unit) cut out; a change is above 0 "
                        + "when the \(unit) speaks for the label",
                    zh: "去掉后的变化：原文的得分减去删掉这个\(unit)之后的得分；大于 0 表示它支持该标签"),
                phrase(
                    "changes don't add up to the score: \(explanation.unit.plural) that say the same hide each other",
                    zh: "各项变化之和不等于得分：意思相同的\(unit)会互相掩盖"),
                phrase(
                    "\(NumberFormat.count(changes.count + 1)) texts scored; texts with gaps are unlike those the model was trained on",
                    zh: "共给 \(NumberFormat.count(changes.count + 1)) 篇文本打分；删过词的文本与训练文本并不相似"),
            ] + explanation.cutNote, limits: Table.Limits(rows: rows.count + 1, columns: 2, cellWidth: 60))
    }

    /// Each unit's share, with its standard error where orders were sampled.
    static func table(_ explanation: TextExplanation, _ shapley: ShapleyValues, _ plan: ShapleyPlan) -> Table
    {
        let values = shapley.values.values
        let scale = values.map(abs).max() ?? 1
        let errors = shapley.errors?.values
        var rows = order(values).prefix(most).map { place -> [Cell] in
            [.strong(explanation.names[place]), .signed(values[place], number, scale: scale)]
                + (errors.map { [.number($0[place], number)] } ?? [])
        }
        let rest = order(values).dropFirst(most)
        if !rest.isEmpty {
            rows.append([
                .text(
                    phrase(
                        "\(rest.count) more \(explanation.unit.plural)",
                        zh: "另外 \(rest.count) 个\(explanation.unit.title)")),
                .signed(rest.reduce(0) { $0 + values[$1] }, number, scale: scale),
            ])
        }
        let rule = rows.count
        let (empty, whole) = (shapley.empty.first ?? 0, shapley.whole.first ?? 0)
        let sum = values.reduce(empty, +)
        rows.append([.strong(phrase("score of no text", zh: "空文本的得分")), .number(empty, number)])
        rows.append([.strong(phrase("sum", zh: "合计")), .number(sum, number)])
        rows.append([.strong(phrase("score (predict)", zh: "得分（predict）")), .number(whole, number)])
        rows.append([.strong(phrase("residual", zh: "残差")), .number(whole - sum, .significant(2))])
        let error = phrase("standard error", zh: "标准误")
        return Table(
            columns: [.init(explanation.unit.title), .number(phrase("share", zh: "份额"))]
                + (errors == nil ? [] : [.number(error)]), rows: rows, rules: [rule - 1],
            notes: notes(explanation, shapley, plan) + explanation.cutNote,
            limits: Table.Limits(rows: rows.count, columns: 3, cellWidth: 60))
    }

    private static func notes(
        _ explanation: TextExplanation, _ shapley: ShapleyValues, _ plan: ShapleyPlan
    ) -> [String] {
        let unit = explanation.unit.title
        let count = NumberFormat.count(plan.coalitions.count)
        var notes = [
            phrase(
                "what changes without it, averaged over what else is there: shares add up to the score (Shapley values)",
                zh: "去掉后的变化，按其余部分在与不在的各种情形取平均：各份额之和等于得分（沙普利值）")
        ]
        if plan.isExact {
            notes.append(
                phrase(
                    "exact: all \(count) ways of leaving \(explanation.unit.plural) out were scored",
                    zh: "精确：\(unit)在与不在的全部 \(count) 种组合都打了分"))
        } else {
            let largest = NumberFormat.significant(2).text(shapley.errors?.values.max() ?? 0)
            notes.append(
                phrase(
                    "sampled: \(plan.orderCount) orders, each beside its reverse, \(count) texts scored; the largest standard error is "
                        + "\(largest); budget \(4 * plan.coalitions.count) would halve it",
                    zh:
                        "抽样：\(plan.orderCount) 个排列（每个与其逆序成对），给 \(count) 篇文本打分；最大标准误 \(largest)，budget \(4 * plan.coalitions.count) 可使其减半"
                ))
        }
        notes.append(
            phrase(
                "texts with gaps are unlike those the model was trained on", zh: "删过词的文本与训练文本并不相似"))
        return notes
    }

    private static func cut(_ count: Int, _ explanation: TextExplanation) -> [String] {
        guard count > most else { return [] }
        return [
            phrase(
                "the \(most) largest of \(NumberFormat.count(count)) \(explanation.unit.plural)",
                zh: "\(NumberFormat.count(count)) 个\(explanation.unit.title)中变化最大的 \(most) 个")
        ]
    }

    /// The places of amounts, the largest first.
    private static func order(_ amounts: [Double]) -> [Int] {
        amounts.indices.sorted {
            abs(amounts[$0]) == abs(amounts[$1]) ? $0 < $1 : abs(amounts[$0]) > abs(amounts[$1])
        }
    }
}
