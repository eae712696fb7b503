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

    private func picture(color: String) -> String {
        let (xs, ys) = bounds
        let width = 460.0
        // One scale for both axes, unless the picture would become a line.
        let natural = width * (ys.upperBound - ys.lowerBound) / (xs.upperBound - xs.lowerBound)
        let height = min(460, max(200, natural))
        let (left, top) = (52.0, 10.0)
        let names = marked.map { TextWidth.cut(Escape.line($0.name), to: 24) }
        let legend = (names.map(TextWidth.of).max() ?? -4) * 15 / 2 + 34
        var drawing = SVG(width: Int(left + width) + legend, height: Int(top + height) + 46, color: color)
        let across = { (x: Double) in left + width * (x - xs.lowerBound) / (xs.upperBound - xs.lowerBound) }
        let down = { (y: Double) in top + height * (ys.upperBound - y) / (ys.upperBound - ys.lowerBound) }
        drawing.frame(x: left, y: top, width: width, height: height)
        for tick in Self.ticks(xs) {
            drawing.text(
                NumberFormat.automatic.text(tick), x: across(tick), y: top + height + 16, anchor: "middle")
            drawing.line(x: across(tick), from: top + height, to: top + height + 4)
        }
        for tick in Self.ticks(ys) {
            drawing.text(NumberFormat.automatic.text(tick), x: left - 7, y: down(tick) + 4, anchor: "end")
        }
        drawing.text(Escape.line(xTitle), x: left + width / 2, y: top + height + 36, anchor: "middle")
        drawing.text(Escape.line(yTitle), x: 12, y: top + height / 2, anchor: "middle", angle: -90)
        for point in drawable {
            drawing.mark(PointMark.of(point.group), x: across(point.x), y: down(point.y), hover: point.name)
        }
        for (row, (mark, _)) in marked.enumerated() {
            let y = top + 10 + Double(row) * 20
            drawing.mark(mark, x: left + width + 16, y: y, hover: "")
            drawing.text(names[row], x: left + width + 27, y: y + 4)
        }
        return drawing.text
    }

    /// Round numbers within a range, some four of them.
    private static func ticks(_ range: ClosedRange<Double>) -> [Double] {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite else { return [] }
        var step = 1.0
        while step * 10 <= span { step *= 10 }
        while step > span { step /= 10 }
        let fine = [5, 2, 1, 0.5, 0.2, 0.1].first { span / (step * $0) >= 3 } ?? 0.1
        let first = (range.lowerBound / (step * fine)).rounded(.up)
        return (0..<12).map { (first + Double($0)) * step * fine }.filter { range.contains($0) }
            .map { abs($0) < step * fine / 2 ? 0 : $0 }
    }
}
