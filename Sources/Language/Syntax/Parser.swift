/// Reads statements from tokens, and goes on after mistakes.
///
/// `parse…` reads what must be there and gives something even when it isn't, with a diagnostic; it never moves behind
/// `limit`, the end of the statement. The signature table tells which words begin clauses.
struct Parser {
    /// How deep brackets and `not` may nest.
    static let depthLimit = 256
    /// After so many mistakes the rest of a cell isn't worth reading.
    private static let mistakeLimit = 100

    let source: SourceText
    let ranges: StatementRanges
    var position = 0
    var limit = 0
    var depth = 0
    var diagnostics: [Diagnostic]
    /// Whether the statement at hand has been complained about.
    var isBroken = false
    /// Whether an open bracket of the statement has been reported: one is enough.
    var isLeftOpen = false

    /// The statements of a source with everything that is wrong with their form.
    static func parse(_ source: SourceText) -> (statements: [Statement], diagnostics: [Diagnostic]) {
        let lexer = Lexer.tokens(of: source)
        return parse(source, StatementRanges(lexer.tokens), lexer.diagnostics)
    }

    /// The same for a source that has been cut into tokens, with what the lexer had to say.
    static func parse(
        _ source: SourceText, _ ranges: StatementRanges, _ diagnostics: [Diagnostic]
    ) -> (statements: [Statement], diagnostics: [Diagnostic]) {
        var parser = Parser(source: source, ranges: ranges, diagnostics: diagnostics)
        var statements: [Statement] = []
        for range in parser.ranges.all() {
            parser.position = range.lowerBound
            parser.limit = range.upperBound
            statements.append(parser.parseStatement())
            if parser.diagnostics.count > mistakeLimit { break }
            if parser.isForeignCell(from: range.lowerBound) { break }
        }
        parser.diagnostics.sort {
            ($0.span?.start ?? 0, $0.span?.end ?? 0) < ($1.span?.start ?? 0, $1.span?.end ?? 0)
        }
        return (statements, parser.diagnostics)
    }

    // MARK: Tokens

    /// The token at the position, or an end token behind the statement.
    var token: Token { peek(0) }

    @inline(__always) func peek(_ offset: Int) -> Token {
        let index = position + offset
        if index < limit { return ranges.tokens[index] }
        return Token(kind: .end, span: endSpan, indent: nil, followsBlankLine: false)
    }

    /// An empty span directly behind the last token that was read.
    var endSpan: SourceSpan {
        guard limit > 0 else { return SourceSpan(0, 0) }
        let end = ranges.tokens[limit - 1].span.end
        return SourceSpan(end, end)
    }

    var isAtEnd: Bool { position >= limit }

    mutating func advance() { if position < limit { position += 1 } }

    /// Takes a mark if it is there.
    mutating func take(_ symbol: Symbol) -> Bool {
        guard token.isSymbol(symbol) else { return false }
        advance()
        return true
    }

    /// The span from a byte to the end of the last token that was read.
    func span(from start: Int) -> SourceSpan {
        guard position > 0 else { return SourceSpan(start, start) }
        return SourceSpan(start, max(start, ranges.tokens[position - 1].span.end))
    }

    // MARK: Mistakes

    mutating func report(_ problem: SyntaxProblem, at span: SourceSpan, related: [Diagnostic.Related] = []) {
        isBroken = true
        diagnostics.append(Diagnostic(.syntax(problem), at: span, related: related))
    }

    /// Says what should stand at the position; once at one place, and not again where the lexer complained.
    mutating func reportExpected(_ expected: SyntaxProblem.Expected) {
        let token = token
        if token.kind == .invalid {
            isBroken = true
            return
        }
        if reportChain() { return }
        let found = token.kind == .end ? nil : source.text(of: token.span)
        if let symbol = token.symbol, symbol.isArithmetic {
            report(.arithmetic(symbol.rawValue), at: token.span)
        } else if let symbol = token.symbol, symbol.isCloser, ranges.matches[position] == nil {
            report(.strayBracket(symbol.rawValue), at: token.span)
        } else {
            report(.expected(expected, found: found), at: token.span)
        }
    }

    /// Runs a rule one level deeper; gives up on the statement beyond the limit.
    mutating func nested<T>(_ fallback: T, _ rule: (inout Parser) -> T) -> T {
        guard depth < Self.depthLimit else {
            report(.tooDeep(limit: Self.depthLimit), at: token.span)
            isLeftOpen = true
            position = limit
            return fallback
        }
        depth += 1
        defer { depth -= 1 }
        return rule(&self)
    }
}
