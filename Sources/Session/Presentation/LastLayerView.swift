import Display
import Encoders
import Phrases
import Tokenizers

/// What an encoder's part of a score is made of in its last layer: the way past it, each head, the feed-forward half.
struct LastLayerView {
    let split: LastLayerSplit
    /// What the score is called.
    let score: String
    /// The same part of the score as the tokens' contributions sum to.
    let whole: Double
    let layer: Int

    /// The parts, then the tokens.
    func page() -> Page {
        Page([
            Heading(
                phrase("Last layer (\(layer)) behind \(score)", zh: "最后一层（第 \(layer) 层）怎样形成\(score)")),
            parts(), tokens(), Paragraph(explanation, tone: .note),
        ])
    }

    private var explanation: String {
        phrase(
            "Exact with the deviations of layer norms, and the length of the vector, held as observed for this text. A head's amount is what "
                + "its attention passes on from each token; the feed-forward half is not split further. What a head passes on from a "
                + "position is what the layers below left there, not the word alone.",
            zh: "把各层归一化（layer norm）的标准差和向量的长度固定为这篇文本的观测值，分解就是精确的。一个头的量是它的注意力从每个词元传递来的；"
                + "前馈部分不再细分。头从一个位置传递的，是下面各层留在那里的内容，而不只是那个词。")
    }

    private func parts() -> Table {
        let format = NumberFormat.fixed(4)
        var named: [(name: String, amount: Double)] = [
            (phrase("past the layer (residual)", zh: "绕过本层（残差连接）"), split.residual.reduce(0, +))
        ]
        named += split.heads.enumerated().map { number, amounts in
            (phrase("head \(number + 1)", zh: "第 \(number + 1) 头"), amounts.reduce(0, +))
        }
        named += [
            (phrase("feed-forward", zh: "前馈"), split.feedForward.reduce(0, +)),
            (phrase("biases and shifts", zh: "偏置和平移"), split.constant),
        ]
        let scale = named.map { abs($0.amount) }.max() ?? 1
        var rows = named.map { [Cell.text($0.name), .signed($0.amount, format, scale: scale)] }
        let last = rows.count - 1
        rows += [
            [.strong(phrase("sum", zh: "合计")), .signed(split.sum, format, scale: 0)],
            [
                .text(phrase("sum of the tokens' contributions", zh: "各词元贡献之和")),
                .signed(whole, format, scale: 0),
            ],
            [.text(phrase("residual", zh: "误差")), .number(whole - split.sum, .fixed(7))],
        ]
        return Table(
            title: phrase("Parts", zh: "各部分"),
            columns: [.init(phrase("part", zh: "部分")), .number(phrase("adds", zh: "贡献"))], rows: rows,
            rules: [last], limits: Table.Limits(rows: rows.count, columns: 2, cellWidth: 60))
    }

    private func tokens() -> Table {
        let format = NumberFormat.fixed(4)
        let passed = split.tokens.indices.map { token in split.heads.reduce(0) { $0 + $1[token] } }
        let scale = (split.residual + passed + split.feedForward).map { abs($0) }.max() ?? 1
        let order = passed.indices.sorted {
            abs(passed[$0]) == abs(passed[$1]) ? $0 < $1 : abs(passed[$0]) > abs(passed[$1])
        }
        let kept = order.prefix(60).sorted()
        let rows = kept.map { token -> [Cell] in
            [
                .count(token + 1), .strong(split.tokens[token].text),
                .signed(split.residual[token], format, scale: scale),
                .signed(passed[token], format, scale: scale), .text(strongest(token)),
                .signed(split.feedForward[token], format, scale: scale),
            ]
        }
        return Table(
            title: phrase("Tokens", zh: "词元（token）"),
            columns: [
                .number("#"), .init(phrase("token", zh: "词元")), .number(phrase("past the layer", zh: "绕过本层")),
                .number(phrase("passed on by heads", zh: "由各头传递")), .init(phrase("foremost", zh: "主要的头")),
                .number(phrase("feed-forward", zh: "前馈")),
            ], rows: rows,
            notes: kept.count < passed.count
                ? [
                    phrase(
                        "\(passed.count - kept.count) of \(passed.count) tokens from which heads pass on less are left out",
                        zh: "\(passed.count) 个词元中略去传递较少的 \(passed.count - kept.count) 个")
                ] : [], limits: Table.Limits(rows: 60, columns: 6, cellWidth: 40))
    }

    /// The two heads that pass most on from a token.
    private func strongest(_ token: Int) -> String {
        let amounts = split.heads.map { $0[token] }
        let order = amounts.indices.sorted {
            abs(amounts[$0]) == abs(amounts[$1]) ? $0 < $1 : abs(amounts[$0]) > abs(amounts[$1])
        }
        return order.prefix(2).map {
            phrase("head \($0 + 1)", zh: "第 \($0 + 1) 头") + " "
                + NumberFormat.fixed(4).text(amounts[$0], signed: true)
        }.joined(separator: phrase(", ", zh: "，"))
    }
}
