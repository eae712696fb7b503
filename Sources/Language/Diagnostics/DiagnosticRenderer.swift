public import Phrases

/// Makes the lines of diagnostics: the sentence, the place with carets, and what to do.
public struct DiagnosticRenderer: Sendable {
    /// With or without colours.
    public enum Style: Sendable {
        /// No escape sequences.
        case plain
        /// ANSI colours, for a traceback.
        case ansi
    }

    /// The style.
    public let style: Style
    private let tongue: Tongue
    private let wording: any Wording

    /// A renderer with a style, for readers of one tongue.
    public init(style: Style = .plain, tongue: Tongue = .current) {
        self.style = style
        self.tongue = tongue
        wording = tongue.wording
    }

    /// The one sentence that says what happened, for `evalue`.
    public func sentence(_ diagnostic: Diagnostic) -> String {
        oneLine(words(for: diagnostic).sentence)
    }

    /// All lines about one diagnostic: sentence, place, help.
    public func lines(_ diagnostic: Diagnostic, in source: SourceText) -> [String] {
        let words = words(for: diagnostic)
        let severity = diagnostic.severity
        let tag = bold("\(wording.tag(severity))[\(diagnostic.code.rawValue)]")
        var lines = ["\(tag) \(bold(oneLine(words.sentence)))"]
        if let span = diagnostic.span {
            let width = String(source.lines.line(ofByte: span.start)).count
            let beside = diagnostic.related.first { sharesLine($0.span, span, source) }
            for related in diagnostic.related where related != beside {
                lines += place(
                    related.span, note: wording.note(for: related.role), in: source, width: width)
            }
            let own = place(
                span, note: words.note, in: source, width: width,
                colour: severity == .error ? Self.red : Self.bold)
            if let beside {
                let first = place(
                    beside.span, note: wording.note(for: beside.role), in: source, width: width)
                lines += first + own.dropFirst()
            } else {
                lines += own
            }
        }
        if let help = words.help { lines.append("  \(bold(wording.helpTag))\(oneLine(help))") }
        return lines
    }

    /// All about several diagnostics, an empty line between each two.
    public func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        diagnostics.map { lines($0, in: source).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func words(for diagnostic: Diagnostic) -> Words {
        tongue.speaking { wording.words(for: diagnostic.problem) }
    }

    // MARK: Places

    /// Whether two places can be marked below one copy of their line.
    private func sharesLine(_ left: SourceSpan, _ right: SourceSpan, _ source: SourceText) -> Bool {
        let number = source.lines.line(ofByte: left.start)
        guard number == source.lines.line(ofByte: right.start) else { return false }
        return Excerpt.fits(source.text(of: source.lines.span(ofLine: number)))
    }

    /// The line of a span, and below it carets with a note.
    private func place(
        _ span: SourceSpan, note: String?, in source: SourceText, width: Int, colour: String = bold
    ) -> [String] {
        let number = source.lines.line(ofByte: span.start)
        let line = source.lines.span(ofLine: number)
        let start = min(max(span.start, line.start), line.end)
        let end = min(max(span.end, start), line.end)
        let excerpt = Excerpt(source: source, line: line, start: start, end: end)
        let label = String(number)
        let gutter = String(repeating: " ", count: max(0, width - label.count)) + label
        let margin = String(repeating: " ", count: gutter.count + 5) + excerpt.margin
        return [
            "  \(gutter) │ \(excerpt.text)",
            margin + paint(excerpt.carets, colour) + (note.map { " " + oneLine($0) } ?? ""),
        ]
    }

    // MARK: Paint

    private static let bold = "1"
    /// A red that shows on the pale red of notebooks (contrast 3.6) and on their dark red (3.1), where the terminal's own red
    /// doesn't; words are never red.
    private static let red = "38;2;215;64;59"

    private func paint(_ text: String, _ colour: String) -> String {
        style == .ansi ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }

    private func bold(_ text: String) -> String { paint(text, Self.bold) }

    /// Facts come from cells and files: nothing in them may break the line or control the terminal.
    private func oneLine(_ text: String) -> String { Excerpt.visible(text) }
}
