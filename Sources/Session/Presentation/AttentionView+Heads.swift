import Display
import Explanations
import Glibc
import Phrases
import Tensors

/// All heads of a layer side by side, and one token's row and column.
extension AttentionView {
    /// A small map for each head.
    func grid() -> HeatMapGrid {
        let kept = Self.largest(received, count: 24)
        let maps = heads.enumerated().map { number, head in
            HeatMapGrid.Map(
                phrase("head \(number + 1)", zh: "第 \(number + 1) 头"),
                kept.map { from in kept.map { Double(head[from, $0]) } })
        }
        return HeatMapGrid(
            title: phrase(
                "Attention, layer \(layer), all \(heads.count) heads",
                zh: "注意力（attention），第 \(layer) 层，全部 \(heads.count) 个头"), names: kept.map { tokens[$0] },
            maps: maps,
            notes: cutLine(kept.count) + [
                phrase("rows look at columns; each map has its own scale", zh: "行注意列；每张图各有尺度")
            ])
    }

    /// Each head in figures.
    func headTable() -> Table {
        let most = log(Double(max(2, tokens.count)))
        let rows = heads.enumerated().map { number, map -> [Cell] in
            let head = AttentionHead(map)
            let pair =
                tokens.isEmpty ? "" : "\(tokens[head.strongest.from]) → \(tokens[head.strongest.to])"
            return [
                .count(number + 1), .bar(head.entropy, .fixed(3), of: most),
                .number(head.distance, .fixed(2)),
                .text(pair),
            ]
        }
        let limit = NumberFormat.fixed(3).text(log(Double(max(1, tokens.count))))
        return Table(
            title: phrase("Heads of layer \(layer)", zh: "第 \(layer) 层的注意力头"),
            columns: [
                .number(phrase("head", zh: "头")), .number(phrase("entropy", zh: "熵")),
                .number(phrase("distance", zh: "距离")), .init(phrase("strongest pair", zh: "最强的一对")),
            ], rows: rows,
            notes: [
                phrase(
                    "entropy of a token's attention in nats, mean over tokens: 0 looks at one token, \(limit) at all alike; distance: "
                        + "how many tokens away it looks, mean over tokens",
                    zh: "熵：一个词元的注意力的熵（奈特），对词元取平均；0 只看一个词元，\(limit) 一视同仁。距离：平均看多少个词元之外")
            ], limits: Table.Limits(rows: max(1, rows.count), columns: 4, cellWidth: 50))
    }

    /// What one token looks at, and who looks at it.
    func table(of token: Int) -> Table {
        let format = NumberFormat.fixed(3)
        let row = tokens.indices.map { map[token, $0] }
        let column = tokens.indices.map { map[$0, token] }
        let most = (row + column).max() ?? 1
        let kept = Self.largest(zip(row, column).map { max($0, $1) }, count: 60)
        return Table(
            title: phrase(
                "Attention of “\(tokens[token])” (token \(token + 1)), layer \(layer), \(mapName)",
                zh: "“\(tokens[token])”（第 \(token + 1) 个词元）的注意力，第 \(layer) 层，\(mapName)"),
            columns: [
                .number("#"), .init(phrase("token", zh: "词元")), .number(phrase("it looks at", zh: "它注意")),
                .number(phrase("looks at it", zh: "注意它")),
            ],
            rows: kept.map {
                [
                    .count($0 + 1), .strong(tokens[$0]), .bar(row[$0], format, of: most),
                    .bar(column[$0], format, of: most),
                ]
            },
            notes: kept.count < tokens.count
                ? [
                    phrase(
                        "\(tokens.count - kept.count) of \(tokens.count) tokens with less are left out",
                        zh: "\(tokens.count) 个词元中略去较弱的 \(tokens.count - kept.count) 个")
                ] : [], limits: Table.Limits(rows: 60, columns: 4, cellWidth: 30))
    }
}
