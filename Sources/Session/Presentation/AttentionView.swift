import Display
import Explanations
import Phrases
import Tensors

/// Where an encoder looked, beside what each token added to the decision.
struct AttentionView {
    /// What is shown as a map.
    enum Kind: String {
        case mean, maximum, heads, rollout, flow, parts
    }

    /// What is to be shown.
    struct Choice {
        let kind: Kind
        /// One head of the layer, from 1.
        let head: Int?
        /// One token, from 0.
        let token: Int?
    }

    /// What a model makes of the tokens.
    struct Evidence {
        /// The label that it gives.
        let label: String
        /// What each token adds to that label's score, if tokens can share it.
        let contributions: [Double]?
        /// How much that score falls without the token's word, if that was tried.
        let occlusion: [Double]?
    }

    let tokens: [String]
    /// The heads of the layer, [tokens × tokens] each.
    let heads: [Matrix]
    /// What the choice asks for; row = from, column = to.
    let map: DoubleMatrix
    /// The attention that each token receives in the layer, mean over heads and tokens.
    let received: [Double]
    /// Attention rollout up to the layer.
    let rollout: DoubleMatrix
    /// What a model makes of the text, if one is asked.
    let evidence: Evidence?
    let layer: Int
    let choice: Choice
    /// Tokens behind the encoder's limit, which it did not read.
    let cutTokens: Int

    static let caveat = Phrase(
        "Attention shows where the encoder looked, not why the head decided: very different attention can give the same "
            + "prediction (Jain and Wallace 2019; but see Wiegreffe and Pinter 2019).",
        zh: "注意力显示编码器看了哪里，不说明分类头为什么这样判断：很不同的注意力可以给出同样的预测"
            + "（Jain 和 Wallace 2019；另见 Wiegreffe 和 Pinter 2019）。")

    /// Map, table and caveat.
    ///
    /// Long texts are cut to the tokens that receive most.
    func page() -> Page {
        let caveat = Paragraph(Self.caveat.text, tone: .note)
        if let token = choice.token { return Page([table(of: token), caveat]) }
        if choice.kind == .heads { return Page([grid(), headTable(), table(), caveat]) }
        return Page([heatMap(), table(), caveat])
    }

    /// What the map shows, in words.
    var mapName: String {
        if let head = choice.head { return phrase("head \(head)", zh: "第 \(head) 个注意力头") }
        return switch choice.kind {
        case .mean, .heads, .parts: phrase("mean of the heads", zh: "各头平均")
        case .maximum: phrase("maximum of the heads", zh: "各头最大值")
        case .rollout: phrase("rollout from the input", zh: "从输入逐层累计（rollout）")
        case .flow: phrase("flow from the input", zh: "从输入的最大流（flow）")
        }
    }

    private func heatMap() -> HeatMap {
        let kept = Self.largest(received, count: 40)
        let names = kept.map { tokens[$0] }
        let values = kept.map { from in kept.map { map[from, $0] } }
        return HeatMap(
            title: phrase(
                "Attention, layer \(layer), \(mapName)", zh: "注意力（attention），第 \(layer) 层，\(mapName)"),
            rowNames: names, columnNames: names, rowTitle: phrase("from", zh: "从"),
            columnTitle: phrase("to", zh: "到"), values: values, notes: cutLine(kept.count))
    }

    func cutLine(_ kept: Int) -> [String] {
        guard kept < tokens.count else { return [] }
        return [
            phrase(
                "the \(kept) of \(tokens.count) tokens that receive most; \(tokens.count - kept) are left out",
                zh: "\(tokens.count) 个词元中受注意最多的 \(kept) 个；略去 \(tokens.count - kept) 个")
        ]
    }

    private func table() -> Table {
        let format = NumberFormat.fixed(3)
        let greatest = received.max() ?? 1
        let reach = (0..<tokens.count).map { token in
            (0..<rollout.rows).reduce(0) { $0 + rollout[$1, token] } / Double(max(1, rollout.rows))
        }
        let columns = evidenceColumns(reach)
        let rows = tokens.indices.map { token -> [Cell] in
            let cells: [Cell] = [
                .count(token + 1), .strong(tokens[token]), .bar(received[token], format, of: greatest),
                .number(reach[token], format),
            ]
            return cells
                + columns.map { .signed($0.values[token], .fixed(4), scale: $0.scale) }
        }
        return Table(
            title: phrase("Tokens", zh: "词元（token）"),
            columns: [
                .number("#"), .init(phrase("token", zh: "词元")), .number(phrase("received", zh: "所受注意")),
                .number(phrase("rollout", zh: "逐层累计")),
            ] + columns.map { .number($0.name) }, rows: rows, notes: notes(reach),
            limits: Table.Limits(rows: 60, columns: 8, cellWidth: 30))
    }

    /// The columns that a model adds.
    private func evidenceColumns(_ reach: [Double]) -> [(name: String, values: [Double], scale: Double)] {
        guard let evidence else { return [] }
        let pairs = [
            (phrase("contribution", zh: "贡献"), evidence.contributions),
            (phrase("without it", zh: "去掉后"), evidence.occlusion),
        ]
        return pairs.compactMap { name, values in
            guard let values, values.count == tokens.count else { return nil }
            return (name, values, values.map { abs($0) }.max() ?? 1)
        }
    }

    /// The places of the `count` largest values, in order of place.
    static func largest(_ values: [Double], count: Int) -> [Int] {
        let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
        return order.prefix(count).sorted()
    }
}
