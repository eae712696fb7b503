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
        if !isAtEnd, token.word == nil, peek(1).isSymbol(.equals) {
            reportExpected(.name)
            position = min(position + 2, limit)
        }
        return []
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
        if isStringPrefix || isIndexed { return .expression(parseExpression()) }
        switch peek(1).kind {
        case .end, .symbol(.openParenthesis), .symbol(.pipe), .symbol(.plus), .symbol(.semicolon),
            .symbol(.range):
            return .expression(parseExpression())
        case .symbol(.dot): return parseMethod(name)
        case .symbol(.tilde) where !isNamed:
            let formula = Spelled("~", peek(1).span)
            position = limit
            return .unknown(formula)
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
            position = limit
            return .unknown(name)
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
            return .unknown(word)
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
