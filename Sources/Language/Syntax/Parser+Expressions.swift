extension Parser {
    /// A recipe or value: `|` binds loosest, then `+`.
    mutating func parseExpression() -> Expression {
        nested(Expression(kind: .invalid, span: token.span)) { parser in
            let start = parser.token.span.start
            let first = parser.parseUnion()
            guard parser.token.isSymbol(.pipe) || parser.token.isSymbol(.doublePipe) else { return first }
            var stages = [first]
            while parser.token.isSymbol(.pipe) || parser.token.isSymbol(.doublePipe) {
                if parser.reportChain() { break }
                parser.advance()
                stages.append(parser.parseUnion())
            }
            return stages.count == 1
                ? stages[0] : Expression(kind: .pipe(stages), span: parser.span(from: start))
        }
    }

    private mutating func parseUnion() -> Expression {
        let start = token.span.start
        let first = parsePrimary()
        guard token.isSymbol(.plus) else { return first }
        var parts = [first]
        while take(.plus) { parts.append(parsePrimary()) }
        return Expression(kind: .union(parts), span: span(from: start))
    }

    private mutating func parsePrimary() -> Expression {
        let start = token.span
        switch token.kind {
        case .number, .percent: return parseNumber()
        case .string(let text):
            let value = simple(.string(text))
            return reportQuoteInside(behind: value) ? Expression(kind: .invalid, span: value.span) : value
        case .quotedName(let name): return simple(.quotedName(name))
        case .word(let word): return parseWord(word)
        case .invalid:
            isBroken = true
            return simple(.invalid)
        case .symbol(.openParenthesis): return parseParentheses()
        case .symbol(.openBracket): return parseList()
        case .symbol(.openBrace): return parseRecord()
        default:
            reportExpected(.value)
            return Expression(kind: .invalid, span: start)
        }
    }

    private mutating func simple(_ kind: Expression.Kind) -> Expression {
        let span = token.span
        advance()
        return Expression(kind: kind, span: span)
    }

    private mutating func parseNumber() -> Expression {
        let start = token.span.start
        let low = parseOneNumber()
        guard take(.range) else { return parseOddRange(low) }
        if token.isSymbol(.dot), isNumber(peek(1)) {
            let span = low.span.joined(with: peek(1).span)
            let range = source.text(of: low.span) + ".." + source.text(of: peek(1).span)
            report(.foreignOperator(source.text(of: span), instead: range), at: span)
            advance()
        }
        guard isNumber(token) else {
            reportExpected(.value)
            return low
        }
        let high = parseOneNumber()
        return Expression(kind: .range(low, high), span: span(from: start))
    }

    /// `ngrams: 1-2`, `1:2`, `1 to 2`, `1...2`, where a range is meant.
    private mutating func parseOddRange(_ low: Expression) -> Expression {
        guard position > 1, ranges.tokens[position - 2].isSymbol(.colon), let start = low.number else {
            return low
        }
        var length = 1
        switch token.kind {
        case .number(let high) where high < 0 && token.span.start == low.span.end: length = 0
        case .symbol(.colon), .symbol(.tilde), .symbol(.minus), .word("to"), .word("至"), .word("到"): break
        default: return low
        }
        guard case .number(let high) = peek(length).kind else { return low }
        let span = low.span.joined(with: peek(length).span)
        let range = NumberFormat.text(start) + ".." + NumberFormat.text(abs(high))
        report(.foreignOperator(source.text(of: span), instead: range), at: span)
        position = min(position + length, limit)
        return Expression(kind: .range(low, simple(.number(abs(high)))), span: span)
    }

    private func isNumber(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .percent: true
        default: false
        }
    }

    private mutating func parseOneNumber() -> Expression {
        switch token.kind {
        case .number(let value): number(value)
        case .percent(let value): simple(.percent(value))
        default: simple(.invalid)
        }
    }

    private mutating func number(_ value: Double) -> Expression {
        let hasPoint = source.text(of: token.span).contains(".")
        var number = simple(.number(value))
        number.isDecimal = hasPoint && NumberFormat.isPlainWhole(value)
        return number
    }

    private mutating func parseWord(_ word: String) -> Expression {
        if peek(1).isSymbol(.openParenthesis) { return parseCall(word) }
        if isStringPrefix {
            report(.stringPrefix(word), at: token.span)
            advance()
            return parsePrimary()
        }
        if isIndexed { return skipIndexing(of: word) }
        if let end = hyphenRun() { return skipHyphenated(to: end) }
        switch word {
        case "true": return simple(.boolean(true))
        case "false": return simple(.boolean(false))
        case "none": return simple(.none)
        default: return simple(.word(word))
        }
    }

    private mutating func parseCall(_ word: String) -> Expression {
        let name = Spelled(word, token.span)
        let before = (diagnostics.count, isBroken)
        advance()
        let options = parseItems(closing: .closeParenthesis) { $0.parseOption() }
        if SignatureTable.component(word) == nil, SignatureTable.way(word) == nil, !isLeftOpen {
            // The word itself is the mistake: its options follow the rules of another language.
            let isReadable = diagnostics.count == before.0
            diagnostics.removeSubrange(before.0...)
            isBroken = before.1
            if !isReadable {
                return Expression(kind: .call(name, []), span: span(from: name.span.start))
            }
        }
        return Expression(kind: .call(name, options), span: span(from: name.span.start))
    }

    private mutating func parseOption() -> Expression.Option {
        let start = token.span.start
        var name: Spelled?
        if let word = token.word, peek(1).isSymbol(.colon) || peek(1).isSymbol(.equals) {
            name = Spelled(word, token.span)
            advance()
            if token.isSymbol(.equals) { report(.foreignOperator("=", instead: ":"), at: token.span) }
            advance()
        } else if let word = token.word, word != "try", peek(1).isValue, peek(1).indent == nil,
            !isStringPrefix
        {
            name = Spelled(word, token.span)
            advance()
            reportExpected(.colon)
        }
        let isTried = token.word == "try" && peek(1).beginsOperand
        if isTried { advance() }
        let value = parseExpression()
        return Expression.Option(name: name, isTried: isTried, value: value, span: span(from: start))
    }

    private mutating func parseParentheses() -> Expression {
        let (start, known) = (token.span.start, diagnostics.count)
        let items = parseItems(closing: .closeParenthesis) { $0.parseExpression() }
        let whole = span(from: start)
        switch items.count {
        case 1: return Expression(kind: items[0].kind, span: whole, isDecimal: items[0].isDecimal)
        case 0: report(.expected(.value, found: ")"), at: whole)
        default:
            if diagnostics.count == known {
                reportPair(items.map(\.span), areNumbers: items.allSatisfy { $0.number != nil }, at: whole)
            }
        }
        return Expression(kind: .invalid, span: whole)
    }

    private mutating func parseList() -> Expression {
        let start = token.span.start
        let items = parseItems(closing: .closeBracket) { $0.parseExpression() }
        return Expression(kind: .list(items), span: span(from: start))
    }

    private mutating func parseRecord() -> Expression {
        let start = token.span.start
        let entries = parseItems(closing: .closeBrace) { $0.parseEntry() }
        return Expression(kind: .record(entries), span: span(from: start))
    }

    private mutating func parseEntry() -> Expression.Entry {
        let key = parseKey()
        if token.isSymbol(.equals) {
            report(.foreignOperator("=", instead: ":"), at: token.span)
            advance()
        } else if token.isSymbol(.rightArrow) {
            report(.foreignOperator("->", instead: ":"), at: token.span)
            advance()
        } else if !take(.colon) {
            if !isBroken { reportExpected(.colon) }
            return Expression.Entry(key: key, value: Expression(kind: .invalid, span: token.span))
        }
        return Expression.Entry(key: key, value: parseExpression())
    }

    private mutating func parseKey() -> Spelled {
        let span = token.span
        switch token.kind {
        case .word(let text), .string(let text), .quotedName(let text):
            advance()
            return Spelled(text, span)
        case .number:
            advance()
            return Spelled(source.text(of: span), span)
        default:
            reportExpected(.key)
            return Spelled("", span)
        }
    }

    /// Items between brackets, with commas between them; one may stand behind the last.
    ///
    /// After a mistake it goes on behind the closing bracket.
    mutating func parseItems<Item>(closing: Symbol, _ parseItem: (inout Parser) -> Item) -> [Item] {
        let opener = position
        let close = ranges.matches[opener].flatMap { $0 < limit ? $0 : nil }
        advance()
        var items: [Item] = []
        while !isAtEnd, !token.isSymbol(closing) {
            let before = position
            items.append(parseItem(&self))
            if take(.comma) { continue }
            if token.isSymbol(closing) { break }
            if close != nil, !isBroken { reportExpected(.closing(closing.rawValue)) }
            if close == nil || position == before || isBroken { break }
        }
        finish(opener: opener, close: close, closing: closing)
        return items
    }

    private mutating func finish(opener: Int, close: Int?, closing: Symbol) {
        if let close {
            position = max(position, close + 1)
        } else if !take(closing) {
            let span = ranges.tokens[opener].span
            let mark = ranges.tokens[opener].symbol?.rawValue ?? ""
            if !isLeftOpen {
                report(.unclosedBracket(mark), at: endSpan, related: [Diagnostic.Related(span, .opened)])
            }
            isLeftOpen = true
            position = limit
        }
    }
}
