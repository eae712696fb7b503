import Display
import Encoders
import Explanations
import Phrases
import TextModels

/// A dense block in words: what words and phrases add on average.
extension WeightsView {
    /// The words and the phrases of a block for one label; a line where no word has a share.
    func dictionary(_ block: TextModel.BlockDictionary, _ label: Int) -> [any Displayable] {
        let names = model.features.sourceNames
        let name = names.indices.contains(block.source) ? names[block.source] : ""
        let pools = block.whole.map(\.rawValue).joined(separator: ", ")
        guard let dictionary = block.dictionary else {
            return [
                Paragraph(
                    phrase(
                        "\(name) pools by \(pools): no word has an exact share of its vectors, so none is listed.",
                        zh: "\(name) 的池化方式是 \(pools)：没有哪个词在向量中有精确的份额，所以不列出词。"), tone: .note)
            ]
        }
        var tables = [false, true].map { table(dictionary, label, name, phrases: $0) }.filter {
            !$0.rows.isEmpty
        }
        if tables.isEmpty {
            return [
                Paragraph(
                    phrase("\(name): no word to list", zh: "\(name)：没有可列出的词"), tone: .note)
            ]
        }
        tables[tables.count - 1].notes = notes(dictionary, label, pools)
        return tables
    }

    private func table(
        _ dictionary: TokenDictionary, _ label: Int, _ block: String, phrases: Bool
    ) -> Table {
        let (positive, negative) = dictionary.strongest(
            label, phrases: phrases, top: choice.top, where: choice.isWanted)
        let listed = positive.listed + negative.listed
        let scale = listed.map { abs($0.mean[label]) }.max() ?? 1
        func row(_ entry: TokenDictionary.Entry) -> [Cell] {
            [
                .strong(entry.name), .signed(entry.mean[label], .fixed(4), scale: scale),
                .number(entry.deviation[label], .fixed(4)), .count(entry.count), example(entry),
            ]
        }
        var table = Table(
            title: phrases
                ? phrase(
                    "label \(model.labels[label]): phrases through \(block)",
                    zh: "标签 \(model.labels[label])：\(block) 中的词组")
                : phrase(
                    "label \(model.labels[label]): words through \(block)",
                    zh: "标签 \(model.labels[label])：\(block) 中的词"),
            columns: [
                .init(phrases ? phrase("phrase", zh: "词组") : phrase("word", zh: "词")),
                .number(phrase("adds on average", zh: "平均贡献")), .number(phrase("spread", zh: "标准差")),
                .number(phrase("places", zh: "次数")), .init(phrase("in a text", zh: "例")),
            ], rows: [])
        append(positive.listed.map(row), more: positive.more, isFor: true, to: &table)
        append(negative.listed.map(row), more: negative.more, isFor: false, to: &table)
        table.limits = Table.Limits(rows: table.rows.count, columns: 5, cellWidth: 96)
        return table
    }

    private func example(_ entry: TokenDictionary.Entry) -> Cell {
        guard let texts = measured?.documents.texts, texts.indices.contains(entry.text) else {
            return .missing
        }
        return .text(Snippet.around(entry.range, in: texts[entry.text]))
    }

    private func notes(_ dictionary: TokenDictionary, _ label: Int, _ pools: String) -> [String] {
        let (base, rest) = (
            NumberFormat.fixed(4).text(dictionary.base[label], signed: true),
            NumberFormat.fixed(4).text(dictionary.rest[label], signed: true)
        )
        let least = TextModel.leastTexts(of: dictionary.texts)
        var notes = [
            phrase(
                "adds on average: what the word's tokens add to the score (w·h, as explain shows it) less their share of the block's mean "
                    + "(\(base)), averaged over all places; spread is its standard deviation. Over a text's tokens this sums exactly to the "
                    + "block's part of the score less that mean. It tells what stands at a word's place, which its neighbours "
                    + "shape too, not what changes without the word.",
                zh: "平均贡献：一个词的词元给得分增加的量（w·h，与 explain 相同）减去它们在该块平均值（\(base)）中所占的份额，再对所有出现处取平均；"
                    + "标准差是它的离散程度。在一篇文本的所有词元上，它的和恰好等于该块对得分的贡献减去这个平均值。"
                    + "它说明词所在的位置带来什么（也受上下文影响），而不是去掉这个词会怎样变化。"),
            phrase(
                "not listed: special tokens and words in fewer than \(least) texts; they add \(rest) a text on average",
                zh: "未列出：特殊词元和出现在不足 \(least) 篇文本中的词；平均每篇文本贡献 \(rest)"),
        ]
        if !pools.isEmpty {
            notes.append(
                phrase(
                    "what pooling by \(pools) adds is in no word", zh: "\(pools) 池化的贡献不属于任何词"))
        }
        return notes
    }
}
