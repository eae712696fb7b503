import Phrases

extension HeatMap {
    /// The most rows and columns that are drawn.
    private static let limit = 64
    private static let cell = 20.0

    private func value(_ row: Int, _ column: Int) -> Double {
        guard row < values.count, column < values[row].count, values[row][column].isFinite else { return 0 }
        return values[row][column]
    }

    private var cutLine: [String] {
        guard rowNames.count > Self.limit || columnNames.count > Self.limit else { return [] }
        return [
            phrase(
                "drawing the first \(Self.limit) of \(rowNames.count) × \(columnNames.count)",
                zh: "\(rowNames.count) × \(columnNames.count) 中只画前 \(Self.limit) 个")
        ]
    }

    /// The largest values with their places, largest first.
    private var pairs: [(row: Int, column: Int, value: Double)] {
        var all: [(row: Int, column: Int, value: Double)] = []
        for row in rowNames.indices {
            for column in columnNames.indices where value(row, column) > 0 {
                all.append((row, column, value(row, column)))
            }
        }
        all.sort { $0.value != $1.value ? $0.value > $1.value : ($0.row, $0.column) < ($1.row, $1.column) }
        return Array(all.prefix(max(0, strongest)))
    }

    /// The strongest pairs as a table.
    private var list: Table {
        let most = pairs.first?.value ?? 0
        return Table(
            title: title,
            caption: [
                phrase(
                    "strongest \(pairs.count) of \(rowNames.count) × \(columnNames.count)",
                    zh: "\(rowNames.count) × \(columnNames.count) 中最强的 \(pairs.count) 对")
            ],
            columns: [Table.Column(rowTitle), Table.Column(columnTitle), .number(phrase("value", zh: "值"))],
            rows: pairs.map { pair in
                [
                    .text(rowNames[pair.row]), .text(columnNames[pair.column]),
                    .bar(pair.value, format, of: most),
                ]
            }, notes: notes, limits: Table.Limits(rows: strongest, cellWidth: 24))
    }

    /// The strongest pairs.
    public var plainText: String { list.plainText }

    /// The matrix as a shaded grid, and the strongest pairs in words.
    public var html: String {
        let words = pairs.prefix(5).map { pair in
            "\(rowNames[pair.row]) → \(columnNames[pair.column]) \(format.text(pair.value))"
        }
        let line =
            words.isEmpty
            ? [] : [phrase("strongest: ", zh: "最强：") + words.joined(separator: phrase(", ", zh: "，"))]
        return "<div style=\"\(Style.block);overflow-x:auto\">\(Style.head(title, cutLine))"
            + "\(picture(color: "currentColor"))\(Style.lines(line + notes))</div>"
    }

    /// The grid alone.
    public var svg: String? { picture(color: "#808080") }

    private func picture(color: String) -> String {
        let rows = rowNames.prefix(Self.limit).map { TextWidth.cut(Escape.line($0), to: 16) }
        let columns = columnNames.prefix(Self.limit).map { TextWidth.cut(Escape.line($0), to: 16) }
        let left = Double((rows.map(TextWidth.of).max() ?? 0) * 7 + 34)
        let top = Double((columns.map(TextWidth.of).max() ?? 0)) * 5.6 + 34
        let (width, height) = (Double(columns.count) * Self.cell, Double(rows.count) * Self.cell)
        var drawing = SVG(width: Int(left + width + 60), height: Int(top + height + 4), color: color)
        drawing.text("\(Escape.line(columnTitle)) →", x: left, y: 12)
        drawing.text("\(Escape.line(rowTitle)) ↓", x: left - 8, y: top - 6, anchor: "end")
        for (index, name) in columns.enumerated() {
            drawing.text(name, x: left + (Double(index) + 0.65) * Self.cell, y: top - 5, angle: -50)
        }
        drawing.frame(x: left, y: top, width: width, height: height)
        let most = pairs.first?.value ?? 0
        for (row, name) in rows.enumerated() {
            let y = top + Double(row) * Self.cell
            drawing.text(name, x: left - 8, y: y + 14, anchor: "end")
            for column in columns.indices {
                let value = value(row, column)
                // The square root tells small values apart; the hover text has the number.
                let share = Tint.strength(value, scale: most).squareRoot()
                guard value > 0, share >= 0.05 else { continue }
                drawing.box(
                    x: left + Double(column) * Self.cell + 0.5, y: y + 0.5, width: Self.cell - 1,
                    height: Self.cell - 1,
                    fill: Tint.blue, opacity: share * 0.9,
                    hover: "\(rowNames[row]) → \(columnNames[column]): \(format.text(value))")
            }
        }
        return drawing.text
    }
}
