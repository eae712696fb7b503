import Display
import Phrases
import TextModels
import Tokenizers

/// How an encoder cuts texts into tokens.
enum TokensView {
    /// The tokens of one text.
    static func table(_ found: Tokenization, of text: String, encoder: String) -> Table {
        let bytes = Array(text.utf8)
        let rows = found.tokens.enumerated().map { index, token -> [Cell] in
            let isWithin = !token.range.isEmpty && token.range.upperBound <= bytes.count
            return [
                .count(index + 1), .code(token.text), .number(Double(token.id), .fixed(0)),
                isWithin ? .text(String(decoding: bytes[token.range], as: UTF8.self)) : .missing,
            ]
        }
        return Table(
            title: phrase("Tokens of \(encoder)", zh: "\(encoder) 的词元（token）"),
            columns: [
                .number("#"), .init(phrase("token", zh: "词元")), .number("id"),
                .init(phrase("in the text", zh: "在文本中")),
            ], rows: rows, notes: notes(found), limits: Table.Limits(rows: 600, columns: 5, cellWidth: 40))
    }

    private static func notes(_ found: Tokenization) -> [String] {
        var notes = [
            phrase(
                "\(found.tokens.count) tokens, special ones included", zh: "\(found.tokens.count) 个词元，包括特殊词元")
        ]
        if found.unknownCount > 0 {
            let share = NumberFormat.percent(0).text(Double(found.unknownCount) / Double(found.tokens.count))
            notes.append(
                phrase(
                    "\(found.unknownCount) of them (\(share)) are unknown to this encoder: it can't tell them apart",
                    zh: "其中 \(found.unknownCount) 个（\(share)）这个编码器不认识，不能区分"))
        }
        if found.droppedCount > 0 {
            notes.append(
                phrase(
                    "\(found.droppedCount) more tokens were cut at the encoder's limit",
                    zh: "超出编码器上限，另有 \(found.droppedCount) 个词元被截去"))
        }
        return notes
    }

    /// The lengths of many texts, and what is unknown in them.
    static func page(_ coverage: TextCoverage, encoder: String) -> Page {
        var parts: [any Displayable] = [
            KeyValues(title: phrase("Tokens of \(encoder)", zh: "\(encoder) 的词元（token）"), facts(coverage)),
            lengths(coverage),
        ]
        if !coverage.unknownPieces.isEmpty { parts.append(unknown(coverage)) }
        return Page(parts)
    }

    /// What is told of texts as tokens, also when they are embedded.
    static func facts(_ coverage: TextCoverage) -> [KeyValues.Pair] {
        let sorted = coverage.lengths.sorted()
        let total = sorted.reduce(0, +)
        let middle = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        let mean = NumberFormat.fixed(1).text(Double(total) / Double(max(1, sorted.count)))
        let cut = NumberFormat.count(coverage.cutTexts)
        let loss = NumberFormat.percent(0).text(coverage.meanLoss)
        return [
            .init(phrase("texts looked at", zh: "统计的文本数"), NumberFormat.count(coverage.texts)),
            .init(phrase("tokens", zh: "词元数"), NumberFormat.count(total)),
            .init(
                phrase("tokens a text", zh: "每篇词元数"),
                phrase(
                    "mean \(mean), median \(NumberFormat.count(middle)), most \(NumberFormat.count(sorted.last ?? 0))",
                    zh:
                        "平均 \(mean)，中位数 \(NumberFormat.count(middle))，最多 \(NumberFormat.count(sorted.last ?? 0))"
                )),
            .init(
                phrase("cut at \(coverage.limit) tokens", zh: "超过 \(coverage.limit) 个词元被截断"),
                coverage.cutTexts == 0
                    ? phrase("none", zh: "无")
                    : phrase("\(cut) texts, which lose \(loss) on average", zh: "\(cut) 篇，平均丢失 \(loss)")),
            .init(
                phrase("unknown tokens", zh: "不认识的词元"),
                coverage.unknownShare == 0
                    ? phrase("none", zh: "无") : NumberFormat.percent(2).text(coverage.unknownShare)),
        ]
    }

    /// How many texts have so many tokens.
    private static func lengths(_ coverage: TextCoverage) -> BarChart {
        let most = coverage.lengths.max() ?? 0
        var width = 1
        for step in [2, 5, 10, 20, 50, 100, 200, 500, 1000] where most / width >= 12 { width = step }
        let bins = Dictionary(grouping: coverage.lengths) { min($0 / width, 23) }
        let bars = (0...min(most / width, 23)).map { bin -> BarChart.Bar in
            let name =
                bin == 23
                ? "≥ \(bin * width)" : width == 1 ? "\(bin)" : "\(bin * width)–\((bin + 1) * width - 1)"
            return BarChart.Bar(name, Double(bins[bin]?.count ?? 0))
        }
        let first = bars.firstIndex { $0.value > 0 } ?? 0
        return BarChart(
            title: phrase("Texts by number of tokens", zh: "按词元数统计的文本数"), bars: Array(bars[first...]),
            format: .fixed(0))
    }

    private static func unknown(_ coverage: TextCoverage) -> Table {
        let most = Double(coverage.unknownPieces.first?.count ?? 1)
        return Table(
            title: phrase("Unknown pieces, most frequent first", zh: "不认识的片段，最常见的在前"),
            columns: [.init(phrase("in the text", zh: "在文本中")), .number(phrase("times", zh: "次数"))],
            rows: coverage.unknownPieces.map {
                [.text($0.text), .bar(Double($0.count), .fixed(0), of: most)]
            },
            notes: [
                phrase(
                    "all of them are one and the same token to the encoder", zh: "对编码器来说，它们全是同一个词元")
            ], limits: Table.Limits(rows: 20, columns: 2, cellWidth: 40))
    }
}
