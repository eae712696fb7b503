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

    // MARK: Hyphens and quotes

    /// One past the last token of words joined by hyphens or slashes, as in `bert-base`; nil when no such thing is here.
    func hyphenRun() -> Int? {
        var index = position
        var hasJoint = false
        while index + 1 < limit, ranges.tokens[index].span.end == ranges.tokens[index + 1].span.start {
            let next = ranges.tokens[index + 1]
            if next.isSymbol(.minus) || next.isSymbol(.slash) || next.isSymbol(.dot), index + 2 < limit,
                next.span.end == ranges.tokens[index + 2].span.start, isPartOfWord(ranges.tokens[index + 2])
            {
                hasJoint = hasJoint || (ranges.tokens[index + 2].word != nil && !next.isSymbol(.dot))
                index += 2
            } else if case .number(let number) = next.kind, number < 0 {
                index += 1
            } else {
                break
            }
        }
        return hasJoint ? index + 1 : nil
    }

    private func isPartOfWord(_ token: Token) -> Bool {
        if case .number = token.kind { return true }
        return token.word != nil
    }

    /// Reports words joined by hyphens, and moves behind them.
    mutating func skipHyphenated(to end: Int) -> Expression {
        let span = token.span.joined(with: ranges.tokens[end - 1].span)
        let text = source.text(of: span)
        let before = position > 0 ? ranges.tokens[position - 1] : token
        let opener = position > 1 ? ranges.tokens[position - 2].word : nil
        let isEncoder = before.word == "with" || opener == "encoder" || opener == "name"
        let plain = text.filter { $0 != "-" }
        let last = ranges.tokens[end - 1].word ?? ""
        if SignatureTable.component(plain) != nil {
            report(.hyphenated(text, .part(plain)), at: span)
        } else if Self.fileEndings.contains(last.lowercased()), text.hasSuffix("." + last) {
            report(.method(object: String(text.dropLast(last.count + 1)), method: last), at: span)
        } else {
            report(.hyphenated(text, isEncoder ? .encoder : .name), at: span)
        }
        position = end
        if token.isSymbol(.openParenthesis), let close = ranges.matches[position], close < limit {
            position = close + 1
        }
        return Expression(kind: .invalid, span: span)
    }

    /// Reports `'it's good'`, whose text ends too early, and gives up on the statement.
    mutating func reportQuoteInside(behind text: Expression) -> Bool {
        guard token.word != nil, text.span.end == token.span.start else { return false }
        let mark = source.text(of: SourceSpan(text.span.end - 1, text.span.end))
        guard mark == "'" || mark == "\"" else { return false }
        let end = token.span.end
        diagnostics.removeAll { $0.span.map { $0.start >= end } ?? false }
        report(.quoteInside(mark), at: SourceSpan(text.span.end - 1, text.span.end))
        position = limit
        return true
    }
}
