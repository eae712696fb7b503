// Forms of other languages: each is told once, and reading goes on behind it.
extension Parser {
    /// Whether the word at the position stands directly before a quote, as in `f"…"`.
    var isStringPrefix: Bool {
        guard let word = token.word, word.utf8.count <= 2, case .string = peek(1).kind else { return false }
        return token.span.end == peek(1).span.start
    }

    /// Whether something is taken out of the word at the position: `word[…]` or `word$name`.
    var isIndexed: Bool {
        guard token.span.end == peek(1).span.start else { return false }
        return peek(1).isSymbol(.openBracket) || (peek(1).isSymbol(.dollar) && peek(2).word != nil)
    }

    /// Reports `word[…]` or `word$name`, and moves behind it.
    mutating func skipIndexing(of word: String) -> Expression {
        let start = token.span.start
        advance()
        let opener = position
        if token.isSymbol(.dollar) {
            position = min(position + 2, limit)
        } else {
            position = min((ranges.matches[opener] ?? limit - 1) + 1, limit)
        }
        let key = source.text(of: span(from: ranges.tokens[opener].span.start))
        report(.indexing(object: word, key: key), at: span(from: start))
        return Expression(kind: .invalid, span: span(from: start))
    }

    /// Reports `(a, b)`.
    mutating func reportPair(_ items: [SourceSpan], areNumbers: Bool, at span: SourceSpan) {
        report(.pair(items.map { source.text(of: $0) }, isNumbers: areNumbers), at: span)
    }

    /// Reports `%>%` or `|>` at the position, and gives up on the statement.
    mutating func reportChain() -> Bool {
        let length: Int
        if token.isSymbol(.percent), peek(1).isSymbol(.greater), peek(2).isSymbol(.percent) {
            length = 3
        } else if token.isSymbol(.pipe), peek(1).isSymbol(.greater), token.span.end == peek(1).span.start {
            length = 2
        } else {
            return false
        }
        let span = token.span.joined(with: peek(length - 1).span)
        report(.foreignOperator(source.text(of: span), instead: ""), at: span)
        position = limit
        return true
    }

    /// Reports a line such as `%time` or `!ls`; nil when the position is at none.
    mutating func parseMagic() -> Statement.Body? {
        guard token.isSymbol(.percent) || token.isSymbol(.exclamation) else { return nil }
        let start = token.span
        var end = start
        while end.end == peek(1).span.start, peek(1).word != nil || peek(1).isSymbol(.percent) {
            advance()
            end = token.span
        }
        if token.word == nil, peek(1).word != nil, token.isSymbol(.exclamation) { advance() }
        let whole = start.joined(with: token.span)
        let word = source.text(of: whole).filter { $0 != " " }
        report(.magic(word), at: whole)
        position = limit
        return .invalid
    }

    /// Forgets what the lexer found in a statement that is of another language as a whole.
    mutating func forgetMarks(from start: Int, besides kept: Int) {
        guard limit > 0 else { return }
        let end = ranges.tokens[limit - 1].span.end
        let inside = { (diagnostic: Diagnostic) in
            diagnostic.span.map { $0.start >= start && $0.end <= end } ?? false
        }
        let own = diagnostics[kept...]
        diagnostics = diagnostics[..<kept].filter { !inside($0) } + own
    }

    /// Whether a cell begins with `%%…`: all of it is for another kernel, and is said to be once.
    mutating func isForeignCell(from first: Int) -> Bool {
        guard first == 0, ranges.tokens[0].isSymbol(.percent), ranges.tokens.count > 1,
            ranges.tokens[1].isSymbol(.percent)
        else { return false }
        diagnostics.removeAll { $0.code != .magic }
        return true
    }

    /// Words that stand for a missing value elsewhere.
    static let missingWords: Set<String> = ["missing", "null", "empty", "na", "nan", "nil", "none", "nul"]

    /// Reports `= NA` and the like behind `=` or `!=`, and `True` for `true`.
    mutating func reportOddValue(_ comparator: Comparison.Operator) {
        guard let word = token.word, position > 0 else { return }
        let lower = word.lowercased()
        if comparator == .equal || comparator == .notEqual, Self.missingWords.contains(lower),
            lower != "empty"
        {
            let span = ranges.tokens[position - 1].span.joined(with: token.span)
            let instead = comparator == .equal ? "missing" : "not … missing"
            report(.foreignOperator(source.text(of: span), instead: instead), at: span)
        } else if lower != word, lower == "true" || lower == "false" {
            report(.foreignOperator(word, instead: lower), at: token.span)
        }
    }
}
