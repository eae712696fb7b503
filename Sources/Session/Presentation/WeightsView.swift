import Display
import Explanations
import Phrases
import TextModels

/// How the weights of a model are shown.
enum WeightsView {
    /// A table for each label (or one label), and a line for each dense block.
    static func page(_ weights: GlobalWeights, labels: [String], only label: Int?, title: String) -> Page {
        var parts: [any Displayable] = [Heading(phrase("Weights of \(title)", zh: "\(title) 的权重"))]
        for (index, entry) in weights.labels.enumerated() where label == nil || label == index {
            parts.append(table(entry, blocks: weights.blocks, name: labels[index]))
        }
        parts.append(
            Paragraph(
                phrase(
                    "A weight is what one unit of the feature adds to the score of the label (after scale(), one deviation). Share: how much a block moves the "
                        + "score over the training texts (mean absolute deviation). The dimensions of an encoder mean nothing one by one, "
                        + "so they are one line: explain shows what they say about a text, word by word.",
                    zh: "权重：特征每增加一个单位，标签的得分增加多少（scale() 之后，单位是一个标准差）。份额：一块特征在训练文本上使得分变动的程度"
                        + "（平均绝对偏差）。编码器的各维单独没有意义，所以合为一行：explain 逐词显示它们怎样看一篇文本。"),
                tone: .note))
        let shown = weights.labels.indices.filter { label == nil || label == $0 }
        return Page(parts, picture: picture(shown.map { (labels[$0], weights.labels[$0]) }, title: title))
    }

    /// The weights of all labels shown as bars.
    private static func picture(_ labels: [(name: String, weights: GlobalWeights.Label)], title: String)
        -> BarChart
    {
        BarChart(
            title: phrase("Weights of \(title)", zh: "\(title) 的权重"),
            bars: labels.flatMap { label in
                (label.weights.positive + label.weights.negative.reversed()).map {
                    BarChart.Bar("\(label.name): \($0.feature)", $0.weight)
                }
            }, format: .fixed(3))
    }

    private static func table(_ entry: GlobalWeights.Label, blocks: [GlobalWeights.Block], name: String)
        -> Table
    {
        let scale = (entry.positive + entry.negative).map { abs($0.weight) }.max() ?? 1
        let severalBlocks = blocks.count { $0.features != nil } > 1
        func side(_ weights: [GlobalWeights.Weight], _ row: Int) -> [Cell] {
            guard row < weights.count else {
                return severalBlocks ? [.empty, .empty, .empty, .empty] : [.empty, .empty, .empty]
            }
            let weight = weights[row]
            let texts: Cell = weight.documentFrequency.map { .count($0) } ?? .missing
            let cells: [Cell] = [
                .strong(weight.feature), .signed(weight.weight, .fixed(3), scale: scale), texts,
            ]
            return severalBlocks ? cells + [.text(weight.block)] : cells
        }
        let head: [Table.Column] =
            [.init(""), .number(phrase("weight", zh: "权重")), .number(phrase("texts", zh: "文本数"))]
            + (severalBlocks ? [.init(phrase("block", zh: "特征块"))] : [])
        func titled(_ title: String) -> [Table.Column] { [.init(title)] + head.dropFirst() }
        let rows = (0..<max(entry.positive.count, entry.negative.count)).map {
            side(entry.positive, $0) + side(entry.negative, $0)
        }
        return Table(
            title: phrase("label \(name)", zh: "标签 \(name)"),
            columns: titled(phrase("speaks for \(name)", zh: "支持 \(name)"))
                + titled(phrase("speaks against \(name)", zh: "反对 \(name)")),
            rows: rows,
            notes: notes(entry, blocks),
            limits: Table.Limits(rows: max(1, rows.count), columns: 8, cellWidth: 40))
    }

    private static func notes(_ entry: GlobalWeights.Label, _ blocks: [GlobalWeights.Block]) -> [String] {
        var notes: [String] = []
        for (block, share) in zip(blocks, entry.shares) {
            let columns = NumberFormat.count(block.columns)
            let kind =
                block.features == nil
                ? phrase("dimensions, shown as one line", zh: "维，合为一行") : phrase("features", zh: "个特征")
            let part = NumberFormat.percent(0).text(share)
            notes.append(
                phrase(
                    "\(block.name): \(columns) \(kind), share \(part)",
                    zh: "\(block.name)：\(columns) \(kind)，份额 \(part)"))
        }
        if entry.morePositive + entry.moreNegative > 0 {
            notes.append(
                phrase(
                    "not shown: \(NumberFormat.count(entry.morePositive)) more for, \(NumberFormat.count(entry.moreNegative)) more against",
                    zh:
                        "未显示：另有 \(NumberFormat.count(entry.morePositive)) 个支持，\(NumberFormat.count(entry.moreNegative)) 个反对"
                )
            )
        }
        notes.append(phrase("bias ", zh: "偏置 ") + NumberFormat.fixed(3).text(entry.bias, signed: true))
        return notes
    }
}
