import Display
import Phrases
import Tensors

/// Where an encoder looked, beside what each token added to the decision.
struct AttentionView {
    let tokens: [String]
    /// The attention shown as a map: one head, or the mean over heads of one layer; row = from, column = to.
    let map: Matrix
    /// The attention that each token receives in the layer, mean over heads and tokens.
    let received: [Double]
    /// Attention rollout over all layers.
    let rollout: DoubleMatrix
    /// What each token adds to the predicted label's score, if a model is asked.
    let contributions: [Double]?
    let layer: Int
    let head: Int?
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
    func page() -> Page { Page([heatMap(), table(), Paragraph(Self.caveat.text, tone: .note)]) }

    private func heatMap() -> HeatMap {
        let kept = Self.largest(received, count: 40)
        let names = kept.map { tokens[$0] }
        let values = kept.map { from in kept.map { Double(map[from, $0]) } }
        let which =
            head.map { phrase("head \($0)", zh: "第 \($0) 个注意力头") } ?? phrase("mean of the heads", zh: "各头平均")
        let cut =
            kept.count < tokens.count
            ? [
                phrase(
                    "the \(kept.count) of \(tokens.count) tokens that receive most",
                    zh: "\(tokens.count) 个词元中受注意最多的 \(kept.count) 个")
            ] : []
        return HeatMap(
            title: phrase("Attention, layer \(layer), \(which)", zh: "注意力（attention），第 \(layer) 层，\(which)"),
            rowNames: names, columnNames: names,
            rowTitle: phrase("from", zh: "从"),
            columnTitle: phrase("to", zh: "到"), values: values, notes: cut)
    }

    private func table() -> Table {
        let format = NumberFormat.fixed(3)
        let greatest = received.max() ?? 1
        let reach = (0..<tokens.count).map { token in
            (0..<rollout.rows).reduce(0) { $0 + rollout[$1, token] } / Double(max(1, rollout.rows))
        }
        let scale = contributions?.map { abs($0) }.max() ?? 1
        let rows = tokens.indices.map { token -> [Cell] in
            var cells: [Cell] = [
                .count(token + 1), .strong(tokens[token]), .bar(received[token], format, of: greatest),
                .number(reach[token], format),
            ]
            if let contributions { cells.append(.signed(contributions[token], .fixed(4), scale: scale)) }
            return cells
        }
        var notes = [
            phrase(
                "received: mean of the token's column in layer \(layer); rollout: all layers (Abnar and Zuidema 2020)",
                zh: "所受注意：第 \(layer) 层中该词元一列的平均；逐层累计：所有层（rollout，Abnar 和 Zuidema 2020）")
        ]
        if let contributions {
            let agreement = RankCorrelation.spearman(received, contributions.map { abs($0) })
            let figure = NumberFormat.fixed(2).text(agreement, signed: true)
            notes.append(
                phrase(
                    "rank agreement of attention received with the size of the contribution: \(figure) "
                        + "(Spearman; 1 same order, 0 none, −1 opposite)",
                    zh: "所受注意力与贡献大小的等级相关：\(figure)（Spearman；1 次序相同，0 无关，−1 相反）"))
        }
        if cutTokens > 0 {
            notes.append(
                phrase(
                    "\(NumberFormat.count(cutTokens)) more tokens were cut at the encoder's limit",
                    zh: "超出编码器上限，另有 \(NumberFormat.count(cutTokens)) 个词元被截去"))
        }
        return Table(
            title: phrase("Tokens", zh: "词元（token）"),
            columns: [
                .number("#"), .init(phrase("token", zh: "词元")), .number(phrase("received", zh: "所受注意")),
                .number(phrase("rollout", zh: "逐层累计")),
            ]
                + (contributions == nil ? [] : [.number(phrase("contribution", zh: "贡献"))]),
            rows: rows, notes: notes, limits: Table.Limits(rows: 60, columns: 6, cellWidth: 30))
    }

    /// The places of the `count` largest values, in order of place.
    private static func largest(_ values: [Double], count: Int) -> [Int] {
        let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
        return order.prefix(count).sorted()
    }
}

/// Whether two rows of numbers put things into the same order.
enum RankCorrelation {
    /// Spearman's rank correlation (1904), ties sharing their mean rank; 0 when one of the rows is constant.
    static func spearman(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count, left.count > 1 else { return 0 }
        let (a, b) = (ranks(left), ranks(right))
        let mean = Double(left.count - 1) / 2
        var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - mean) * (y - mean)
            squaresA += (x - mean) * (x - mean)
            squaresB += (y - mean) * (y - mean)
        }
        return squaresA > 0 && squaresB > 0 ? product / (squaresA * squaresB).squareRoot() : 0
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }
}
