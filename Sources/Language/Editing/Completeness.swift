/// Whether a cell could run as it stands, by the parser's own rules of continuation.
public enum Completeness: Sendable, Equatable {
    /// It is whole.
    case complete
    /// More lines are needed; what to put before the next one.
    case incomplete(indent: String)
    /// More lines won't mend it.
    case invalid

    /// Looks at a cell, and only at what is open on the lines so far.
    public static func of(_ cell: String) -> Completeness {
        let source = SourceText(cell)
        let lexer = Lexer.tokens(of: source)
        if lexer.openText != nil { return .incomplete(indent: "") }
        let ranges = StatementRanges(lexer.tokens)
        if let last = ranges.all().last, let indent = openIndent(last, ranges, endsInBlankLine(source)) {
            return .incomplete(indent: indent)
        }
        let mistakes = Parser.parse(source, ranges, lexer.diagnostics).diagnostics
        return mistakes.contains { $0.severity == .error } ? .invalid : .complete
    }

    /// The indent of the next line when the last statement is open, else nil.
    private static func openIndent(_ last: Range<Int>, _ ranges: StatementRanges, _ isBlank: Bool) -> String?
    {
        let base = String(repeating: " ", count: min(40, ranges.tokens[last.lowerBound].indent ?? 0))
        let hasOpenBracket = last.contains { index in
            ranges.tokens[index].symbol?.closer != nil && ranges.matches[index] == nil
        }
        if hasOpenBracket { return base + "    " }
        guard !isBlank, StatementRanges.needsMore(ranges.tokens[last.upperBound - 1]) else { return nil }
        return base + "    "
    }

    private static func endsInBlankLine(_ source: SourceText) -> Bool {
        guard source.lines.count > 1 else { return false }
        let before = source.text(of: source.lines.span(ofLine: source.lines.count))
        let last = source.text(of: source.lines.span(ofLine: source.lines.count - 1))
        return before.allSatisfy(\.isWhitespace) && last.allSatisfy(\.isWhitespace)
    }
}
