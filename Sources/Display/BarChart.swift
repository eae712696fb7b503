/// Horizontal bars from a common zero.
public struct BarChart: Displayable, Equatable {
    /// A bar.
    public struct Bar: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its length; negative ones go left and are red.
        public var value: Double

        /// Makes a bar.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// The title.
    public var title: String?
    /// The bars from top to bottom.
    public var bars: [Bar]
    /// How values are written.
    public var format: NumberFormat
    /// Lines below.
    public var notes: [String]

    /// Makes a chart.
    public init(title: String? = nil, bars: [Bar], format: NumberFormat = .automatic, notes: [String] = []) {
        self.title = title
        self.bars = bars
        self.format = format
        self.notes = notes
    }

    private static let nameWidth = 40

    private var scale: Double { bars.map { $0.value.isFinite ? abs($0.value) : 0 }.max() ?? 0 }

    /// Bars of block characters.
    public var plainText: String {
        let names = bars.map { TextWidth.cut(Escape.line($0.name), to: Self.nameWidth) }
        let values = bars.map { format.text($0.value) }
        let nameWidth = names.map(TextWidth.of).max() ?? 0
        let valueWidth = values.map(TextWidth.of).max() ?? 0
        let lines = bars.indices.map { index in
            TextWidth.pad(names[index], to: nameWidth, .leading) + "  "
                + TextWidth.pad(values[index], to: valueWidth, .trailing) + "  "
                + Bars.plain(bars[index].value, of: scale, width: 30)
        }
        return ((title.map { [Escape.line($0)] } ?? []) + lines + notes.map(Escape.lines)).joined(
            separator: "\n")
    }

    /// The picture within HTML.
    public var html: String {
        "<div style=\"\(Style.block)\">\(Style.head(title))\(picture(color: "currentColor"))\(Style.lines(notes))</div>"
    }

    /// The picture alone, in a grey that reads on light and dark.
    public var svg: String? { picture(color: "#808080") }

    private func picture(color: String) -> String {
        let names = bars.map { TextWidth.cut(Escape.line($0.name), to: Self.nameWidth) }
        let gutter = (names.map(TextWidth.of).max() ?? 0) * 15 / 2 + 16
        let (height, length) = (24, 300.0)
        let hasNegative = bars.contains { $0.value < 0 }
        let zero = Double(gutter) + (hasNegative ? length / 2 : 0)
        var drawing = SVG(width: gutter + Int(length) + 90, height: bars.count * height + 6, color: color)
        for (index, bar) in bars.enumerated() {
            let middle = Double(index * height) + 15
            drawing.text(names[index], x: Double(gutter) - 8, y: middle + 4, anchor: "end")
            let width = Tint.strength(bar.value, scale: scale) * (hasNegative ? length / 2 : length)
            let (isNegative, text) = (bar.value < 0, format.text(bar.value))
            drawing.box(
                x: isNegative ? zero - width : zero, y: middle - 8, width: width, height: 16,
                fill: isNegative ? Tint.red : Tint.blue, opacity: 0.75, hover: "\(bar.name): \(text)")
            drawing.text(
                text, x: isNegative ? zero - width - 6 : zero + width + 6, y: middle + 4,
                anchor: isNegative ? "end" : "start")
        }
        drawing.line(x: zero, from: 2, to: Double(bars.count * height) + 4)
        return drawing.text
    }
}
