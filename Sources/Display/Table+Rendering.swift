import Phrases

extension Table {
    /// What of the table is shown.
    private var shown: (rows: ArraySlice<[Cell]>, columns: ArraySlice<Column>) {
        (rows.prefix(max(0, limits.rows)), columns.prefix(max(0, limits.columns)))
    }

    /// The line that says what was cut, if anything.
    private var cutLine: [String] {
        let all = max(totalRows ?? rows.count, rows.count)
        var parts: [String] = []
        if shown.rows.count < all {
            let count = NumberFormat.count(shown.rows.count)
            parts.append(
                phrase(
                    "\(count) of \(NumberFormat.count(all)) rows",
                    zh: "\(NumberFormat.count(all)) 行中的 \(count) 行"))
        }
        if shown.columns.count < columns.count {
            parts.append(
                phrase(
                    "\(shown.columns.count) of \(columns.count) columns",
                    zh: "\(columns.count) 列中的 \(shown.columns.count) 列"))
        }
        return parts.isEmpty
            ? [] : [phrase("showing ", zh: "显示 ") + parts.joined(separator: phrase(", ", zh: "，"))]
    }

    private func cell(_ row: [Cell], _ index: Int) -> Cell { index < row.count ? row[index] : .empty }

    /// The table in columns of the right width.
    public var plainText: String {
        let texts = shown.rows.map { row in
            shown.columns.indices.map { cell(row, $0).plain(width: limits.cellWidth) }
        }
        let headers = shown.columns.map { TextWidth.cut(Escape.line($0.header), to: limits.cellWidth) }
        let widths = headers.indices.map { index in
            texts.reduce(TextWidth.of(headers[index])) { max($0, TextWidth.of($1[index])) }
        }
        func line(_ texts: [String]) -> String {
            let padded = texts.indices.map { TextWidth.pad(texts[$0], to: widths[$0], columns[$0].alignment) }
            return Self.trimmed(padded.joined(separator: "  "))
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        var lines = (title.map { [Escape.line($0)] } ?? []) + cutLine + caption.map(Escape.lines)
        if !shown.columns.isEmpty { lines += [line(headers), rule] }
        for (index, row) in texts.enumerated() {
            lines.append(line(row))
            if rules.contains(index), index + 1 < texts.count { lines.append(rule) }
        }
        return (lines + notes.map(Escape.lines)).joined(separator: "\n")
    }

    private static func trimmed(_ line: String) -> String {
        var scalars = Substring(line).unicodeScalars
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// The table in HTML.
    public var html: String {
        var parts = ["<div style=\"\(Style.block);overflow-x:auto\">", Style.head(title, cutLine + caption)]
        if !shown.columns.isEmpty {
            parts.append("<table style=\"\(Style.table)\"><thead>\(headerRow)</thead><tbody>")
            for (index, row) in shown.rows.enumerated() { parts.append(bodyRow(row, index)) }
            parts.append("</tbody></table>")
        }
        parts += [Style.lines(notes), "</div>"]
        return parts.joined()
    }

    private var headerRow: String {
        let cells = shown.columns.map { column in
            let text = Escape.html(TextWidth.cut(Escape.line(column.header), to: limits.cellWidth))
            return "<th scope=\"col\" style=\"\(Self.place(column.alignment));border:none;"
                + "border-bottom:1px solid \(Style.line);font-weight:600;vertical-align:bottom\">\(text)</th>"
        }
        return "<tr style=\"\(Style.row)\">\(cells.joined())</tr>"
    }

    private func bodyRow(_ row: [Cell], _ index: Int) -> String {
        let isLast = index + 1 == shown.rows.count
        let color = rules.contains(index) && !isLast ? Style.line : Style.faint
        let border = isLast ? "border:none" : "border:none;border-bottom:1px solid \(color)"
        let cells = shown.columns.indices.map { place in
            let cell = cell(row, place)
            let wrap =
                cell.isProse
                ? "white-space:normal;overflow-wrap:anywhere;min-width:9em;max-width:42em"
                : "white-space:nowrap"
            let style = [
                Self.place(columns[place].alignment), border, wrap, "unicode-bidi:isolate", cell.style,
            ]
            return "<td style=\"\(style.filter { !$0.isEmpty }.joined(separator: ";"))\">"
                + "\(cell.html(width: limits.cellWidth))</td>"
        }
        return "<tr style=\"\(Style.row)\">\(cells.joined())</tr>"
    }

    private static func place(_ alignment: Alignment) -> String {
        let name =
            switch alignment {
            case .leading: "left"
            case .trailing: "right"
            case .center: "center"
            }
        return "text-align:\(name);padding:.28em .8em;vertical-align:baseline"
    }
}
