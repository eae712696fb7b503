import Display
import Explanations
import Phrases
import TextModels

/// How the weights of a model are shown: for each label its features, and the words of each dense block.
struct WeightsView {
    /// What texts told about the weights.
    struct Measured {
        let documents: Documents
        /// Which texts they are.
        let caption: String
        let facts: TextModel.ColumnFacts
        let dictionaries: [TextModel.BlockDictionary]
    }

    let weights: GlobalWeights
    let model: TextModel
    let choice: TextModel.WeightChoice
    /// The only label to be shown, if any.
    let label: Int?
    let title: String
    let measured: Measured?

    /// The tables of all labels (or of one) under a heading.
    func page() -> Page {
        var parts: [any Displayable] = [Heading(phrase("Weights of \(title)", zh: "\(title) 的权重"))]
        if let measured { parts.append(Paragraph(measured.caption, tone: .note)) }
        for (index, entry) in weights.labels.enumerated()
        where (label == nil || label == index) && index != choice.other {
            parts.append(table(entry, index))
            for block in measured?.dictionaries ?? [] { parts += dictionary(block, index) }
        }
        return Page(parts + [Paragraph(explanation, tone: .note)], picture: picture)
    }

    /// The weights of all labels shown as bars.
    private var picture: BarChart {
        let shown = weights.labels.indices.filter { (label == nil || label == $0) && $0 != choice.other }
        return BarChart(
            title: phrase("Weights of \(title)", zh: "\(title) 的权重"),
            bars: shown.flatMap { index in
                let entry = weights.labels[index]
                return (entry.positive + entry.negative.reversed()).map {
                    BarChart.Bar("\(model.labels[index]): \($0.feature)", $0.weight)
                }
            }, format: .fixed(3))
    }

    private var explanation: String {
        var lines = [
            phrase(
                "A weight is what one unit of the feature adds to the score of the label; weight × σ is what one standard deviation of it "
                    + "adds, so features can be compared. Share: how much a block moves the score over the training texts (mean "
                    + "absolute deviation).",
                zh: "权重：特征每增加一个单位，标签的得分增加多少；权重 × σ：特征增加一个标准差，得分增加多少，可以互相比较。"
                    + "份额：一块特征在训练文本上使得分变动的程度（平均绝对偏差）。")
        ]
        if weights.blocks.contains(where: { $0.features == nil }) {
            lines.append(
                phrase(
                    "The dimensions of an encoder mean nothing one by one, so they are told in words.",
                    zh: "编码器的各维单独没有意义，所以用词来说明。"))
        }
        if model.calibration != nil {
            lines.append(
                phrase(
                    "Weights and amounts are those before calibration.", zh: "权重和贡献都是校准之前的。"))
        }
        return lines.joined(separator: phrase(" ", zh: ""))
    }

    /// What a label's tables are headed by.
    private func name(_ label: Int) -> String {
        guard let other = choice.other else {
            return phrase("label \(model.labels[label])", zh: "标签 \(model.labels[label])")
        }
        return phrase(
            "label \(model.labels[label]) against \(model.labels[other])",
            zh: "标签 \(model.labels[label]) 对 \(model.labels[other])")
    }

    // MARK: features with names

    private func table(_ entry: GlobalWeights.Label, _ label: Int) -> Table {
        let scale = (entry.positive + entry.negative).map { abs($0.weight) }.max() ?? 1
        let severalBlocks = weights.blocks.count { $0.features != nil } > 1
        func row(_ weight: GlobalWeights.Weight) -> [Cell] {
            var cells: [Cell] = [.strong(weight.feature), .signed(weight.weight, .fixed(3), scale: scale)]
            if let measured {
                cells.append(weight.scaled.map { .signed($0, .fixed(4), scale: 0) } ?? .missing)
                cells.append(weight.documentFrequency.map { .count($0) } ?? .missing)
                cells.append(example(of: weight.column, measured))
            } else {
                cells.append(weight.documentFrequency.map { .count($0) } ?? .missing)
            }
            return severalBlocks ? cells + [.text(weight.block)] : cells
        }
        var table = Table(
            title: name(label), columns: columns(severalBlocks), rows: [], notes: notes(entry))
        append(entry.positive.map(row), more: entry.morePositive, isFor: true, to: &table)
        append(entry.negative.map(row), more: entry.moreNegative, isFor: false, to: &table)
        table.rows.append([.text(phrase("bias", zh: "偏置")), .signed(entry.bias, .fixed(3), scale: scale)])
        table.limits = Table.Limits(rows: table.rows.count, columns: 8, cellWidth: 96)
        return table
    }

    private func columns(_ severalBlocks: Bool) -> [Table.Column] {
        [.init(phrase("feature", zh: "特征")), .number(phrase("weight", zh: "权重"))]
            + (measured == nil ? [] : [.number(phrase("weight × σ", zh: "权重 × σ"))])
            + [.number(phrase("texts", zh: "文本数"))]
            + (measured == nil ? [] : [.init(phrase("in a text", zh: "例"))])
            + (severalBlocks ? [.init(phrase("block", zh: "特征块"))] : [])
    }

    /// Adds one side of a label: its rows, how many more there are, and a line under them.
    func append(_ rows: [[Cell]], more: Int, isFor: Bool, to table: inout Table) {
        table.rows += rows
        if more > 0 {
            let count = NumberFormat.count(more)
            table.rows.append([
                .text(
                    isFor
                        ? phrase("… \(count) more for", zh: "…… 另有 \(count) 个支持")
                        : phrase("… \(count) more against", zh: "…… 另有 \(count) 个反对"))
            ])
        }
        if !table.rows.isEmpty { table.rules.append(table.rows.count - 1) }
    }

    private func example(of column: Int, _ measured: Measured) -> Cell {
        guard let place = model.example(of: column, measured.facts, in: measured.documents) else {
            return .missing
        }
        return .text(Snippet.around(place.range, in: measured.documents.texts[place.text]))
    }

    private func notes(_ entry: GlobalWeights.Label) -> [String] {
        var notes = zip(weights.blocks, entry.shares).map { block, share in
            let columns = NumberFormat.count(block.columns)
            let kind = block.features == nil ? phrase("dimensions", zh: "维") : phrase("features", zh: "个特征")
            let part = NumberFormat.percent(0).text(share)
            return phrase(
                "\(block.name): \(columns) \(kind), share \(part)",
                zh: "\(block.name)：\(columns) \(kind)，份额 \(part)")
        }
        if entry.unmatched > 0 {
            let count = NumberFormat.count(entry.unmatched)
            notes.append(
                phrase(
                    "\(count) features that don't match are left out", zh: "略去不符合 matching 的 \(count) 个特征"))
        }
        if measured == nil {
            notes.append(
                phrase(
                    "no dataset at hand has its training texts: weights \(title) on a dataset shows weight × σ, examples and an encoder's words",
                    zh: "现有数据集中没有它的训练文本：weights \(title) on 数据集，会显示权重 × σ、例子和编码器的词"))
        }
        return notes
    }
}
