/// What the language expects where the cursor stands.
enum CursorPlace {
    /// The beginning of a statement, or what follows `name =`.
    case start(isNamed: Bool)
    /// A value of an operand, clause or option.
    case value(Parameter, of: Signature)
    /// A clause word, behind a whole operand or clause.
    case clauses(Signature, given: [String])
    /// An option name, or the value of a first option without its name.
    case options(Signature, given: [String])
    /// A part of a recipe that is no operand.
    case part
    /// A column, left of a comparison.
    case column
    /// What compares a column.
    case comparison
    /// The right side of a comparison with a column.
    case comparisonValue(column: String)
    /// `and`, `or`, and in rules nothing else.
    case connective
    /// The label of a rule.
    case ruleLabel
    /// `when` or `otherwise`
    case ruleWord
    /// Nothing that could be listed.
    case nothing
}

/// The statement around the cursor, read from tokens alone, so that half-typed and broken cells do.
struct CursorContext {
    let place: CursorPlace
    /// The word that is being typed, from its first byte to the cursor; empty when none is.
    let partial: SourceSpan
    /// The text between the quotes when the cursor stands in a string.
    let openString: SourceSpan?
    /// The tokens of the statement before the word at the cursor.
    let tokens: [Token]
    /// Where the statement begins.
    let start: Int

    /// Reads a source up to a byte.
    init(_ source: SourceText, cursor: Int) {
        let prefix = SourceText(source.text(of: SourceSpan(0, cursor)))
        let lexer = Lexer.tokens(of: prefix)
        var tokens = lexer.tokens
        let end = tokens.removeLast()
        var placeholder = SourceSpan(cursor, cursor)
        var string: SourceSpan?
        if let last = tokens.last, last.span.end == cursor, !lexer.endsInComment {
            if last.kind == .invalid, let opener = Self.openQuote(prefix, last.span) {
                if opener.isName { placeholder = last.span } else { string = opener.content }
                tokens.removeLast()
            } else if last.word != nil {
                placeholder = last.span
                tokens.removeLast()
            }
        }
        let first = lexer.tokens.first { $0.span.start == placeholder.start && $0.kind != .end } ?? end
        let probe = Token(
            kind: .word(""), span: placeholder, indent: first.indent, followsBlankLine: first.followsBlankLine
        )
        let ranges = StatementRanges(tokens + [probe, end])
        let range = ranges.all().last ?? 0..<1
        self.tokens = Array(ranges.tokens[range.lowerBound..<max(range.lowerBound, range.upperBound - 1)])
        start = ranges.tokens[range.lowerBound].span.start
        partial = placeholder
        openString = string
        let isInside = lexer.endsInComment || lexer.openText != nil
        place =
            isInside || Self.takesNothing(behind: self.tokens.last, at: cursor)
            ? .nothing : CursorWalk(self.tokens).place()
    }

    /// Whether a word at the cursor would be part of the number before it, belong to a point, which Loupe doesn't use, or
    /// follow what ends a statement.
    private static func takesNothing(behind last: Token?, at cursor: Int) -> Bool {
        switch last?.kind {
        case .number, .percent: last?.span.end == cursor
        case .symbol(let symbol): symbol == .semicolon || symbol == .question || symbol == .dot
        default: false
        }
    }

    /// What an unclosed quote opens.
    private static func openQuote(_ source: SourceText, _ span: SourceSpan) -> (
        isName: Bool, content: SourceSpan
    )? {
        let text = source.text(of: span)
        guard let quote = text.unicodeScalars.first else { return nil }
        let width = String(quote).utf8.count
        switch quote {
        case "`", "｀": return (true, span)
        case "\"", "'", "「", "『", "“", "”", "‘", "’", "＂", "＇":
            return (false, SourceSpan(span.start + width, span.end))
        default: return nil
        }
    }
}
