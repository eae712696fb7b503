/// A drawing that grows shape by shape; every text that goes in is escaped.
struct SVG {
    private var shapes: [String] = []
    private let width, height: Int
    private let color: String

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

    /// The whole as an `svg` element.
    var text: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"\(width)\" height=\"\(height)\" "
            + "viewBox=\"0 0 \(width) \(height)\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"\(color)\">"
            + shapes.joined() + "</svg>"
    }

    private static func short(_ value: Double) -> String {
        let text = NumberFormat.fixed(1).text(value).filter { $0 != "," }
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
