/// A drawing that grows shape by shape; every text that goes in is escaped.
struct SVG {
    private var shapes: [String] = []
    private let width, height: Int
    /// The colour of texts and lines.
    let color: String

    /// Sizes in pixels; `color` is that of texts and lines.
    init(width: Int, height: Int, color: String) {
        self.width = width
        self.height = height
        self.color = color
    }

    /// A line of text; turned by `angle` degrees about its place.
    mutating func text(_ text: String, x: Double, y: Double, anchor: String = "start", angle: Int = 0) {
        let turn = angle == 0 ? "" : " transform=\"rotate(\(angle) \(Self.short(x)) \(Self.short(y)))\""
        shapes.append(
            "<text x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\"\(turn)>\(Escape.html(text))</text>"
        )
    }

    /// A filled box with a hover text.
    mutating func box(
        x: Double, y: Double, width: Double, height: Double, fill: String, opacity: Double, hover: String
    ) {
        shapes.append(
            "<rect x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" width=\"\(Self.short(width))\" "
                + "height=\"\(Self.short(height))\" fill=\"rgb(\(fill))\" fill-opacity=\"\(Tint.decimals(opacity))\">"
                + "<title>\(Escape.html(hover))</title></rect>")
    }

    /// A point's mark about its place, with a hover text.
    mutating func mark(_ mark: PointMark, x: Double, y: Double, hover: String) {
        let (x, y) = ((x * 10).rounded() / 10, (y * 10).rounded() / 10)
        let fill = "fill=\"rgb(\(mark.color))\" fill-opacity=\".7\""
        let stroke = "fill=\"none\" stroke=\"rgb(\(mark.color))\" stroke-width=\"1.6\""
        func path(_ points: [(Double, Double)]) -> String {
            points.enumerated().map {
                "\($0 == 0 ? "M" : "L")\(Self.short(x + $1.0)) \(Self.short(y + $1.1))"
            }.joined()
        }
        let shape =
            switch mark.shape {
            case .circle: "<circle cx=\"\(Self.short(x))\" cy=\"\(Self.short(y))\" r=\"3\" \(fill)"
            case .ring: "<circle cx=\"\(Self.short(x))\" cy=\"\(Self.short(y))\" r=\"2.8\" \(stroke)"
            case .square: "<path d=\"\(path([(-2.8, -2.8), (2.8, -2.8), (2.8, 2.8), (-2.8, 2.8)]))Z\" \(fill)"
            case .triangle: "<path d=\"\(path([(0, -3.6), (3.4, 2.6), (-3.4, 2.6)]))Z\" \(fill)"
            case .diamond: "<path d=\"\(path([(0, -3.9), (3.9, 0), (0, 3.9), (-3.9, 0)]))Z\" \(fill)"
            case .cross:
                "<path d=\"\(path([(-2.8, -2.8), (2.8, 2.8)]))\(path([(-2.8, 2.8), (2.8, -2.8)]))\" \(stroke)"
            case .plus: "<path d=\"\(path([(-3.6, 0), (3.6, 0)]))\(path([(0, -3.6), (0, 3.6)]))\" \(stroke)"
            }
        let tag = mark.shape == .circle || mark.shape == .ring ? "circle" : "path"
        shapes.append(
            hover.isEmpty
                ? shape + "/>" : "\(shape)><title>\(Escape.html(hover))</title></\(tag)>")
    }

    /// A thin upright line.
    mutating func line(x: Double, from top: Double, to bottom: Double) {
        shapes.append(
            "<line x1=\"\(Self.short(x))\" y1=\"\(Self.short(top))\" x2=\"\(Self.short(x))\" y2=\"\(Self.short(bottom))\" "
                + "stroke=\"\(color)\" stroke-opacity=\"0.5\"/>")
    }

    /// The frame of a grid.
    mutating func frame(x: Double, y: Double, width: Double, height: Double) {
        shapes.append(
            "<rect x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" width=\"\(Self.short(width))\" "
                + "height=\"\(Self.short(height))\" fill=\"none\" stroke=\"\(color)\" stroke-opacity=\"0.35\"/>"
        )
    }

    /// Adds a shape that holds no text from outside unescaped.
    mutating func add(_ shape: String) { shapes.append(shape) }

    /// The whole as an `svg` element.
    var text: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"\(width)\" height=\"\(height)\" "
            + "viewBox=\"0 0 \(width) \(height)\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"\(color)\">"
            + shapes.joined() + "</svg>"
    }

    /// A number with one decimal at most.
    static func short(_ value: Double) -> String {
        let text = NumberFormat.fixed(1).text(value).filter { $0 != "," }
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
