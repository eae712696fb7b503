import Phrases

/// Several small heat maps of the same rows and columns side by side, such as the heads of a layer.
public struct HeatMapGrid: Displayable, Equatable {
    /// One map.
    public struct Map: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The values, row by row; names.count × names.count, what is lacking is 0.
        public var values: [[Double]]

        /// A named map.
        public init(_ name: String, _ values: [[Double]]) {
            self.name = name
            self.values = values
        }
    }

    /// The title.
    public var title: String?
    /// The names of the rows, which are those of the columns too.
    public var names: [String]
    /// The maps.
    public var maps: [Map]
    /// Lines below.
    public var notes: [String]

    /// Makes a grid of maps.
    public init(title: String? = nil, names: [String], maps: [Map], notes: [String] = []) {
        self.title = title
        self.names = names
        self.maps = maps
        self.notes = notes
    }

    private static let limit = 32
    private static let perRow = 4
    /// The side of a map in pixels, with what stands above it and between maps.
    private static let (side, head, gap) = (132.0, 18.0, 16.0)

    private func value(_ map: Map, _ row: Int, _ column: Int) -> Double {
        guard row < map.values.count, column < map.values[row].count else { return 0 }
        let value = map.values[row][column]
        return value.isFinite ? value : 0
    }

    /// A map's strongest pairs of different tokens in words, strongest first.
    private func strongest(_ map: Map, _ count: Int) -> String {
        var pairs: [(row: Int, column: Int, value: Double)] = []
        for row in names.indices {
            for column in names.indices where value(map, row, column) > 0 {
                pairs.append((row, column, value(map, row, column)))
            }
        }
        pairs.sort {
            $0.value != $1.value ? $0.value > $1.value : ($0.row, $0.column) < ($1.row, $1.column)
        }
        return pairs.prefix(count).map {
            "\(names[$0.row]) → \(names[$0.column]) \(NumberFormat.fixed(2).text($0.value))"
        }.joined(separator: phrase(", ", zh: "，"))
    }

    private var list: Table {
        Table(
            title: title,
            columns: [
                Table.Column(phrase("map", zh: "图")), Table.Column(phrase("strongest pairs", zh: "最强的词元对")),
            ],
            rows: maps.map { [.text($0.name), .text(strongest($0, 3))] }, notes: notes,
            limits: Table.Limits(rows: max(1, maps.count), cellWidth: 90))
    }

    /// The strongest pairs of each map.
    public var plainText: String { list.plainText }

    /// The maps; their numbers are in the hover texts, and the strongest of each in words below.
    public var html: String {
        let words = maps.map { $0.name + phrase(": ", zh: "：") + strongest($0, 1) }
        return "<div style=\"\(Style.block);overflow-x:auto\">\(Style.head(title))"
            + "\(picture(color: "currentColor"))"
            + "\(Style.lines([words.joined(separator: phrase("; ", zh: "；"))] + notes))</div>"
    }

    /// The maps alone.
    public var svg: String? { picture(color: "#808080") }

    private func picture(color: String) -> String {
        let count = min(names.count, Self.limit)
        let rows = (maps.count + Self.perRow - 1) / Self.perRow
        let (across, down) = (Self.side + Self.gap, Self.side + Self.head + Self.gap)
        var drawing = SVG(
            width: Int(Double(min(maps.count, Self.perRow)) * across), height: Int(Double(rows) * down),
            color: color)
        for (number, map) in maps.enumerated() {
            let x = Double(number % Self.perRow) * across + 1
            let y = Double(number / Self.perRow) * down + Self.head
            drawing.text(TextWidth.cut(Escape.line(map.name), to: 20), x: x, y: y - 5)
            drawing.frame(x: x, y: y, width: Self.side, height: Self.side)
            draw(map, count, x, y, to: &drawing)
        }
        return drawing.text
    }

    private func draw(_ map: Map, _ count: Int, _ x: Double, _ y: Double, to drawing: inout SVG) {
        let cell = Self.side / Double(max(1, count))
        var most = 0.0
        for row in 0..<count { for column in 0..<count { most = max(most, value(map, row, column)) } }
        for row in 0..<count {
            for column in 0..<count {
                let value = value(map, row, column)
                // The square root tells small values apart; faint ones are left out to keep the page small.
                let share = Tint.strength(value, scale: most).squareRoot()
                guard share >= 0.2 else { continue }
                drawing.box(
                    x: x + Double(column) * cell, y: y + Double(row) * cell, width: cell, height: cell,
                    fill: Tint.blue, opacity: share * 0.9,
                    hover: "\(names[row]) → \(names[column]): \(NumberFormat.fixed(2).text(value))")
            }
        }
    }
}
