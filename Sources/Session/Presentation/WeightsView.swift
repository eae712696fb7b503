import Display
import Explanations
import TextModels

/// How the weights of a model are shown.
enum WeightsView {
    /// A table for each label (or one label), and a line for each dense block.
    static func page(_ weights: GlobalWeights, labels: [String], only label: Int?, title: String) -> Page {
        var parts: [any Displayable] = [Heading("Weights of \(title)")]
        for (index, entry) in weights.labels.enumerated() where label == nil || label == index {
            parts.append(table(entry, blocks: weights.blocks, name: labels[index]))
        }
        parts.append(
            Paragraph(
                "A weight is what one unit of the feature adds to the score of the label (after scale(), one deviation). Share: how much a block moves the "
                    + "score over the training texts (mean absolute deviation). The dimensions of an encoder mean nothing one by one, "
                    + "so they are one line: explain shows what they say about a text, word by word.",
                tone: .note))
        return Page(parts)
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
            [.init(""), .number("weight"), .number("texts")] + (severalBlocks ? [.init("block")] : [])
        func titled(_ title: String) -> [Table.Column] { [.init(title)] + head.dropFirst() }
        let rows = (0..<max(entry.positive.count, entry.negative.count)).map {
            side(entry.positive, $0) + side(entry.negative, $0)
        }
        return Table(
            title: "label \(name)", columns: titled("speaks for \(name)") + titled("speaks against \(name)"),
            rows: rows,
            notes: notes(entry, blocks),
            limits: Table.Limits(rows: max(1, rows.count), columns: 8, cellWidth: 40))
    }

    private static func notes(_ entry: GlobalWeights.Label, _ blocks: [GlobalWeights.Block]) -> [String] {
        var notes: [String] = []
        for (block, share) in zip(blocks, entry.shares) {
            let columns = NumberFormat.count(block.columns)
            let kind = block.features == nil ? "dimensions, shown as one line" : "features"
            notes.append("\(block.name): \(columns) \(kind), share \(NumberFormat.percent(0).text(share))")
        }
        if entry.morePositive + entry.moreNegative > 0 {
            notes.append(
                "not shown: \(NumberFormat.count(entry.morePositive)) more for, \(NumberFormat.count(entry.moreNegative)) more against"
            )
        }
        notes.append("bias \(NumberFormat.fixed(3).text(entry.bias, signed: true))")
        return notes
    }
}
