extension SVG {
    /// A faint line of a grid.
    mutating func grid(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
        add(
            "<line x1=\"\(Self.short(start.x))\" y1=\"\(Self.short(start.y))\" x2=\"\(Self.short(end.x))\" "
                + "y2=\"\(Self.short(end.y))\" stroke=\"\(color)\" stroke-opacity=\"0.18\"/>")
    }

    /// A line through points in a colour; dashed for what is only there to compare with.
    mutating func curve(_ points: [(x: Double, y: Double)], color: String, isDashed: Bool = false) {
        guard points.count > 1 else { return }
        let places = points.map { "\(Self.short($0.x)),\(Self.short($0.y))" }.joined(separator: " ")
        add(
            "<polyline points=\"\(places)\" fill=\"none\" stroke=\"rgb(\(color))\" stroke-width=\"\(isDashed ? 1 : 2)\""
                + (isDashed ? " stroke-dasharray=\"5 4\"/>" : "/>"))
    }

    /// A band between an upper and a lower line.
    mutating func band(_ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], color: String) {
        guard upper.count > 1 else { return }
        let places = (upper + lower.reversed()).map { "\(Self.short($0.x)),\(Self.short($0.y))" }
        add(
            "<polygon points=\"\(places.joined(separator: " "))\" fill=\"rgb(\(color))\" fill-opacity=\"0.14\"/>"
        )
    }
}
