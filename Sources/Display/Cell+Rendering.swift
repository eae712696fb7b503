extension Cell {
    /// The cell as one line of plain text.
    func plain(width: Int) -> String {
        switch self {
        case .text(let text), .strong(let text), .code(let text): TextWidth.cut(Escape.line(text), to: width)
        case .highlighted(let text): TextWidth.cut(Escape.line(text.marked), to: width)
        case .number(let value, let format), .shaded(let value, let format, _): format.text(value)
        case .signed(let value, let format, _): format.text(value, signed: true)
        case .bar(let value, let format, let whole):
            TextWidth.pad(format.text(value), to: 6, .trailing) + " "
                + TextWidth.pad(Bars.plain(value, of: whole, width: 10), to: 10, .leading)
        case .missing: "–"
        case .empty: ""
        }
    }

    /// The cell's content in HTML.
    func html(width: Int) -> String {
        switch self {
        case .text(let text): Self.cut(text, width)
        case .strong(let text): "<strong>\(Self.cut(text, width))</strong>"
        case .code(let text):
            "<code style=\"\(Style.mono);background:transparent;color:inherit\">\(Self.cut(text, width))</code>"
        case .highlighted(let text): text.body(keepsLines: false)
        case .number(let value, let format), .shaded(let value, let format, _):
            Style.number(format.text(value))
        case .signed(let value, let format, _): Style.number(format.text(value, signed: true))
        case .bar(let value, let format, let whole):
            "<span style=\"display:inline-block;min-width:3.6em;text-align:right;margin-right:.6em\">"
                + Style.number(format.text(value)) + "</span>" + Bars.html(value, of: whole)
        case .missing: "<span style=\"opacity:.75\">–</span>"
        case .empty: ""
        }
    }

    /// What the cell adds to the style of its place.
    var style: String {
        switch self {
        case .signed(let value, _, let scale): Tint.background(value, scale: scale)
        case .shaded(let value, _, let scale): Tint.background(abs(value), scale: scale)
        default: ""
        }
    }

    /// Whether the cell may run over several lines; names and figures in words stay on one.
    var isProse: Bool {
        switch self {
        case .text(let text), .strong(let text): TextWidth.of(String(text.prefix(25))) > 24
        case .highlighted: true
        default: false
        }
    }

    /// A cut text keeps its whole in the hover text, as far as that is readable.
    private static func cut(_ text: String, _ width: Int) -> String {
        let line = Escape.line(text)
        let short = TextWidth.cut(line, to: width)
        guard short != line else { return Escape.html(line) }
        return "<span title=\"\(Escape.html(TextWidth.cut(line, to: 600)))\">\(Escape.html(short))</span>"
    }
}
