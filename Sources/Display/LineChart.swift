import Phrases

/// Lines over numbers: learning curves, scores over a parameter, reliability.
public struct LineChart: Displayable, Equatable {
    /// A point of a line.
    public struct Point: Sendable, Equatable {
        /// Its place.
        public var x, y: Double
        /// How far it is uncertain up and down; nil when unknown.
        public var spread: Double?

        /// Makes a point.
        public init(x: Double, y: Double, spread: Double? = nil) {
            self.x = x
            self.y = y
            self.spread = spread
        }
    }

    /// A line.
    public struct Series: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its points from left to right.
        public var points: [Point]
        /// Whether it is only there to compare with.
        public var isReference: Bool
        /// Whether its points are so many that none is marked.
        public var isDense: Bool

        /// Makes a line.
        public init(
            _ name: String, _ points: [Point], isReference: Bool = false, isDense: Bool = false
        ) {
            self.isDense = isDense
            self.name = name
            self.points = points
            self.isReference = isReference
        }
    }

    /// What an axis shows.
    public struct Axis: Sendable, Equatable {
        /// What it is about.
        public var title: String
        /// How its values are written.
        public var format: NumberFormat
        /// The values at its ends; as the points need when nil.
        public var range: ClosedRange<Double>?
        /// Whether equal ratios are equally far apart.
        public var isLogarithmic: Bool

        /// Makes an axis.
        public init(
            _ title: String, _ format: NumberFormat = .automatic, range: ClosedRange<Double>? = nil,
            isLogarithmic: Bool = false
        ) {
            self.title = title
            self.format = format
            self.range = range
            self.isLogarithmic = isLogarithmic
        }
    }

    /// The title.
    public var title: String?
    /// The axes.
    public var x, y: Axis
    /// The lines.
    public var series: [Series]
    /// Lines below.
    public var notes: [String]

    /// Makes a chart.
    public init(title: String? = nil, x: Axis, y: Axis, series: [Series], notes: [String] = []) {
        self.title = title
        self.x = x
        self.y = y
        self.series = series
        self.notes = notes
    }

    /// The values as a table, a row for each place on the x axis; references are left out.
    public var plainText: String {
        let lines = series.filter { !$0.isReference }
        let places = Set(lines.flatMap { $0.points.map(\.x) }).sorted()
        let rows = places.map { place -> [Cell] in
            [.number(place, x.format)]
                + lines.map { line in
                    guard let point = line.points.first(where: { $0.x == place }), point.y.isFinite else {
                        return .missing
                    }
                    return point.spread.map { .text("\(y.format.text(point.y)) ± \(y.format.text($0))") }
                        ?? .number(point.y, y.format)
                }
        }
        return Table(
            title: title, caption: [phrase("\(y.title) over \(x.title)", zh: "纵轴：\(y.title)；横轴：\(x.title)")],
            columns: [.number(x.title)] + lines.map { .number($0.name) }, rows: rows, notes: notes
        ).plainText
    }

    /// The picture within HTML.
    public var html: String {
        "<div style=\"\(Style.block)\">\(Style.head(title))\(picture(color: "currentColor"))\(Style.lines(notes))</div>"
    }

    /// The picture alone, in a grey that reads on light and dark.
    public var svg: String? { picture(color: "#808080") }

    private var axes: Axes {
        let points = series.flatMap(\.points)
        let ys = points.flatMap { [$0.y - ($0.spread ?? 0), $0.y + ($0.spread ?? 0)] }
        func axis(_ axis: Axis, _ values: [Double]) -> Axes.Axis {
            if let range = axis.range {
                return Axes.Axis(
                    title: axis.title, range: range, format: axis.format, isLogarithmic: axis.isLogarithmic)
            }
            return .holding(
                values, title: axis.title, format: axis.format, isLogarithmic: axis.isLogarithmic)
        }
        return Axes(x: axis(x, points.map(\.x)), y: axis(y, ys))
    }

    private func picture(color: String) -> String {
        let axes = axes
        let legend = 18 * ((series.count + 1) / 2)
        var drawing = SVG(width: axes.size.width, height: axes.size.height + legend, color: color)
        axes.draw(into: &drawing)
        for (index, line) in series.enumerated() {
            draw(line, index, axes, into: &drawing)
            let place = (x: 72 + Double(index % 2) * 215, y: Double(axes.size.height + 10 + 18 * (index / 2)))
            drawing.curve(
                [(place.x - 8, place.y - 4), (place.x + 8, place.y - 4)], color: PointMark.of(index).color,
                isDashed: line.isReference)
            if !line.isReference, !line.isDense {
                drawing.mark(PointMark.of(index), x: place.x, y: place.y - 4, hover: line.name)
            }
            drawing.text(TextWidth.cut(Escape.line(line.name), to: 26), x: place.x + 14, y: place.y)
        }
        return drawing.text
    }

    private func draw(_ line: Series, _ index: Int, _ axes: Axes, into drawing: inout SVG) {
        let color = PointMark.of(index).color
        let points = line.points.filter { $0.x.isFinite && $0.y.isFinite }
        let places = points.map { axes.place($0.x, $0.y) }
        if points.contains(where: { $0.spread != nil }) {
            drawing.band(
                points.map { axes.place($0.x, $0.y + ($0.spread ?? 0)) },
                points.map { axes.place($0.x, $0.y - ($0.spread ?? 0)) }, color: color)
        }
        drawing.curve(places, color: color, isDashed: line.isReference)
        guard !line.isReference, !line.isDense else { return }
        for (point, place) in zip(points, places) {
            let spread = point.spread.map { " ± \(y.format.text($0))" } ?? ""
            drawing.mark(
                PointMark.of(index), x: place.x, y: place.y,
                hover: "\(line.name): \(x.format.text(point.x)), \(y.format.text(point.y))\(spread)")
        }
    }
}
