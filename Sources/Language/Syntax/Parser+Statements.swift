extension Parser {
    mutating func parseStatement() -> Statement {
        isBroken = false
        isLeftOpen = false
        depth = 0
        let start = token.span.start
        let known = diagnostics.count
        let targets = parseTargets()
        let body = parseBody(isNamed: !targets.isEmpty)
        if case .unknown = body { forgetMarks(from: start, besides: known) }
        let span = span(from: start)
        let isHidden = parseEnd()
        return Statement(targets: targets, body: body, isHidden: isHidden, span: span, isWhole: !isBroken)
    }

    private mutating func parseTargets() -> [Spelled] {
        guard let equals = ranges.assignment(at: position), equals < limit else {
            return parseOddTarget()
        }
        var targets: [Spelled] = []
        while position < equals {
            if let word = token.word { targets.append(Spelled(word, token.span)) }
            advance()
        }
        advance()
        return targets
    }

    /// `name == …`, `name <- …`, `name := …`, `"name" = …`: tells what to write and goes on as if it had
    /// been.
    private mutating func parseOddTarget() -> [Spelled] {
        let operators: [Symbol] = [.doubleEquals, .leftArrow, .walrus]
        if let word = token.word, let symbol = peek(1).symbol, operators.contains(symbol) {
            report(.foreignOperator(symbol.rawValue, instead: "="), at: peek(1).span)
            let name = Spelled(word, token.span)
            position = min(position + 2, limit)
            return [name]
        }
        if let targets = parseBracketedTargets() ?? parseSpacedTargets() { return targets }
        if !isAtEnd, token.word == nil, peek(1).isSymbol(.equals) {
            reportExpected(.name)
            position = min(position + 2, limit)
        }
        return []
    }

    /// Names in brackets before `=`.
    private mutating func parseBracketedTargets() -> [Spelled]? {
        guard token.isSymbol(.openParenthesis) || token.isSymbol(.openBracket),
            let close = ranges.matches[position], close + 1 < limit,
            ranges.tokens[close + 1].isSymbol(.equals)
        else { return nil }
        let inside = ranges.tokens[(position + 1)..<close]
        let targets = inside.compactMap { token in token.word.map { Spelled($0, token.span) } }
        guard let first = targets.first, let last = targets.last else { return nil }
        let span = token.span.joined(with: ranges.tokens[close].span)
        let names = source.text(of: first.span.joined(with: last.span))
        report(.foreignOperator(source.text(of: span), instead: names), at: span)
        position = close + 2
        return targets
    }

    /// Names without a comma between them, and a name of several words.
    private mutating func parseSpacedTargets() -> [Spelled]? {
        if let end = hyphenRun(), end < limit, ranges.tokens[end].isSymbol(.equals) {
            let span = token.span.joined(with: ranges.tokens[end - 1].span)
            report(.hyphenated(source.text(of: span), .target), at: span)
            position = end + 1
            return [Spelled(source.text(of: span), span)]
        }
        guard let first = token.word, let second = peek(1).word, peek(1).indent == nil,
            peek(2).isSymbol(.equals),
            SignatureTable.verb(first) == nil
        else { return nil }
        let names = [Spelled(first, token.span), Spelled(second, peek(1).span)]
        if peek(3).word == "split" {
            report(.expected(.closing(","), found: second), at: names[1].span)
        } else if ForeignWord.find(first) == nil {
            let span = names[0].span.joined(with: names[1].span)
            report(.hyphenated(source.text(of: span), .target), at: span)
        } else {
            return nil
        }
        position = min(position + 3, limit)
        return names
    }

    private mutating func parseBody(isNamed: Bool) -> Statement.Body {
        if isAtEnd {
            reportExpected(isNamed ? .value : .statement)
            return .invalid
        }
        guard let word = token.word else { return parseWordless(isNamed: isNamed) }
        let name = Spelled(word, token.span)
        if peek(1).isSymbol(.question), !isNamed {
            position += 2
            return .help(name)
        }
        if SignatureTable.verb(word) != nil { return parseVerb(name) }
        if isStringPrefix || isIndexed || hyphenRun() != nil { return .expression(parseExpression()) }
        switch peek(1).kind {
        case .end, .symbol(.openParenthesis), .symbol(.pipe), .symbol(.plus), .symbol(.semicolon),
            .symbol(.range):
            return .expression(parseExpression())
        case .symbol(.dot): return parseMethod(name)
        case .symbol(.tilde) where !isNamed:
            let formula = Spelled("~", peek(1).span)
            position = limit
            return .unknown(formula, before: nil)
        case .symbol(.percent) where startsChain(1):
            advance()
            _ = reportChain()
            return .invalid
        case .symbol(.equals) where isNamed: return .expression(parseExpression())
        case .symbol(let symbol) where symbol.isArithmetic && ForeignWord.find(word) == nil:
            report(.arithmetic(symbol.rawValue), at: peek(1).span)
            position = limit
            return .invalid
        default:
            let next = peek(1).word
            position = limit
            return .unknown(name, before: next)
        }
    }

    /// A statement that begins with a value or a mark.
    private mutating func parseWordless(isNamed: Bool) -> Statement.Body {
        if token.beginsOperand { return .expression(parseExpression()) }
        let (span, known) = (token.span, diagnostics.count)
        if let magic = parseMagic() {
            forgetMarks(from: span.start, besides: known)
            return magic
        }
        if let symbol = token.symbol, symbol.isCloser {
            reportExpected(.statement)
        } else {
            report(
                isNamed
                    ? .expected(.value, found: source.text(of: span)) : .keywordFirst(source.text(of: span)),
                at: span)
        }
        position = limit
        return .invalid
    }

    private func startsChain(_ offset: Int) -> Bool {
        peek(offset + 1).isSymbol(.greater) && peek(offset + 2).isSymbol(.percent)
    }

    private mutating func parseMethod(_ object: Spelled) -> Statement.Body {
        let whole = object.text + "." + (peek(2).word ?? "")
        if ForeignWord.find(whole) != nil {
            let word = Spelled(whole, object.span.joined(with: peek(2).span))
            position = limit
            return .unknown(word, before: nil)
        }
        let holder = token
        advance()
        reportPoint(behind: holder)
        position = limit
        return .invalid
    }

    /// Reports `thing.method(…)`, or `thing.column`, whose point is at the position.
    mutating func reportPoint(behind object: Token) {
        let method = peek(1).word ?? ""
        let span = peek(1).word == nil ? token.span : token.span.joined(with: peek(1).span)
        let isAttribute =
            !peek(2).isSymbol(.openParenthesis) && !method.isEmpty && SignatureTable.verb(method) == nil
            && ForeignWord.find(method) == nil && !Self.fileEndings.contains(method.lowercased())
        let problem: SyntaxProblem =
            isAttribute
            ? .indexing(object: object.word ?? "", key: "." + method)
            : .method(object: object.word ?? "", method: method)
        report(
            problem,
            at: Self.fileEndings.contains(method.lowercased()) ? object.span.joined(with: span) : span)
    }

    /// What file names end in: such a name was meant to stand in quotes.
    static let fileEndings: Set<String> = [
        "csv", "tsv", "txt", "json", "jsonl", "model", "xlsx", "zip", "gz", "db", "sqlite", "loupe",
    ]

    /// What may stand behind a statement: nothing, or `;`.
    private mutating func parseEnd() -> Bool {
        let isHidden = take(.semicolon)
        guard !isAtEnd else { return isHidden }
        if isHidden {
            if !isBroken { report(.secondStatement, at: token.span) }
        } else if token.isSymbol(.dot), let method = peek(1).word, !isBroken {
            report(.method(object: "", method: method), at: token.span.joined(with: peek(1).span))
        } else if !isBroken {
            if case .number(let number) = token.kind, number < 0 {
                report(.arithmetic("-"), at: token.span)
            } else {
                reportExpected(.end)
            }
        }
        position = limit
        return isHidden
    }
}
