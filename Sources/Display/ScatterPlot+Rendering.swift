import Phrases

extension ScatterPlot {
    // MARK: letters

    /// A picture of letters, the groups and the figures.
    public var plainText: String {
        let head = title.map { [Escape.line($0)] } ?? []
        let legend = marked.map { "\($0.mark.letter)  \(TextWidth.cut(Escape.line($0.name), to: 60))" }
        let body =
            points.isEmpty ? [] : grid + ["→ \(Escape.line(xTitle))   ↑ \(Escape.line(yTitle))"] + legend
        let figures = summary.map { ["", $0.plainText, ""] } ?? []
        return (head + body + figures + notes.map(Escape.lines)).joined(separator: "\n")
    }

    /// Each cell has the letter of the group that has most points in it.
    private var grid: [String] {
        let (columns, rows) = (64, 20)
        let (xs, ys) = bounds
        var counts = [[Int: Int]](repeating: [:], count: columns * rows)
        for point in drawable {
            let column = Self.place(point.x, xs, of: columns)
            let row = rows - 1 - Self.place(point.y, ys, of: rows)
            counts[row * columns + column][point.group ?? -1, default: 0] += 1
        }
        let lines = (0..<rows).map { row -> String in
            let cells = (0..<columns).map { column -> Character in
                let most = counts[row * columns + column].max { ($0.value, $1.key) < ($1.value, $0.key) }
                return most.map { PointMark.of($0.key).letter } ?? " "
            }
            var line = String(cells)
            while line.last == " " { line.removeLast() }
            return "│" + line
        }
        return lines + ["└" + String(repeating: "─", count: columns)]
    }

    private static func place(_ value: Double, _ range: ClosedRange<Double>, of count: Int) -> Int {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return min(count - 1, max(0, Int(share * Double(count))))
    }

    /// The groups that are there with their marks; those without one of their own share the last line.
    private var marked: [(mark: PointMark, name: String)] {
        let named = groups.prefix(PointMark.count).enumerated().map { (PointMark.of($0), $1) }
        let others = groups.count - named.count
        let rest =
            others > 0 ? [(PointMark.of(nil), phrase("\(others) other groups", zh: "其余 \(others) 组"))] : []
        return named + rest
    }

    // MARK: picture

    /// The picture and the figures within HTML.
    public var html: String {
        "<div style=\"\(Style.block);overflow-x:auto\">\(Style.head(title))\(picture(color: "currentColor"))"
            + "\(summary?.html ?? "")\(Style.lines(notes))</div>"
    }

    /// The picture alone.
    public var svg: String? { picture(color: "#808080") }

    /// One scale for both axes, unless the picture would become a line.
    private var axes: Axes {
        let (xs, ys) = bounds
        let width = 440.0
        let natural = width * (ys.upperBound - ys.lowerBound) / (xs.upperBound - xs.lowerBound)
        return Axes(
            x: Axes.Axis(title: Escape.line(xTitle), range: xs),
            y: Axes.Axis(title: Escape.line(yTitle), range: ys), width: width,
            height: min(440, max(200, natural)))
    }

    private func picture(color: String) -> String {
        let axes = axes
        let names = marked.map { TextWidth.cut(Escape.line($0.name), to: 24) }
        let legend = (names.map(TextWidth.of).max() ?? -4) * 15 / 2 + 34
        var drawing = SVG(width: axes.size.width + legend, height: axes.size.height, color: color)
        axes.draw(into: &drawing)
        for point in drawable {
            let place = axes.place(point.x, point.y)
            drawing.mark(PointMark.of(point.group), x: place.x, y: place.y, hover: point.name)
        }
        for (row, (mark, _)) in marked.enumerated() {
            let y = 22 + Double(row) * 20
            drawing.mark(mark, x: Double(axes.size.width) + 4, y: y, hover: "")
            drawing.text(names[row], x: Double(axes.size.width) + 15, y: y + 4)
        }
        return drawing.text
    }
}
