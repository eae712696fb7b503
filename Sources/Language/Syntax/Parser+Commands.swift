extension Parser {
    mutating func parseVerb(_ verb: Spelled) -> Statement.Body {
        guard let signature = SignatureTable.verb(verb.text) else { return .invalid }
        advance()
        if isCalled(verb) {
            report(.calledVerb(verb.text), at: verb.span)
            position = limit
            return .invalid
        }
        let operands = parseVerbOperands(signature)
        var clauses: [ClauseSyntax] = []
        while !isAtEnd, !token.isSymbol(.semicolon) {
            guard var clause = parseClause(signature, behind: operands.count, clauses) else { break }
            let isKnown = signature.clause(clause.word.text) != nil
            if isBroken || (!isKnown && token.word == nil) {
                let end = position
                skipToClause(signature)
                if position > end { clause.isWhole = false }
            }
            clauses.append(clause)
        }
        return .command(CommandSyntax(verb: verb, operands: operands, clauses: clauses, isWhole: !isBroken))
    }

    /// `verb(a, b)` or `verb()`, unlike `verb (recipe) …`.
    private func isCalled(_ verb: Spelled) -> Bool {
        guard token.isSymbol(.openParenthesis), token.span.start == verb.span.end else { return false }
        guard let close = ranges.matches[position], close < limit else { return false }
        if close == position + 1 { return true }
        var index = position + 1
        while index < close {
            let inner = ranges.tokens[index]
            if inner.isSymbol(.comma) || inner.isSymbol(.equals) { return true }
            index = max(index, ranges.matches[index] ?? index) + 1
        }
        return false
    }

    private mutating func parseVerbOperands(_ signature: Signature) -> [Expression] {
        guard token.beginsOperand, !clauseComesFirst(signature) else { return [] }
        return parseOperands(signature)
    }

    /// Whether a clause begins where an operand could: names may be called like clauses, as in `report test
    /// on test`.
    private func clauseComesFirst(_ signature: Signature) -> Bool {
        guard let word = token.word, signature.clause(word) != nil else { return false }
        guard signature.operands.contains(where: \.isRequired) else { return true }
        let next = peek(1)
        if let nextWord = next.word { return signature.clause(nextWord) == nil }
        return next.beginsOperand
    }

    /// Operands with commas between them, at least one.
    private mutating func parseOperands(_ signature: Signature) -> [Expression] {
        var operands = [parseExpression()]
        while token.isSymbol(.comma) {
            if let word = peek(1).word, signature.clause(word) != nil, peek(2).beginsOperand {
                report(.foreignOperator(",", instead: ""), at: token.span)
                advance()
                break
            }
            advance()
            if isAtEnd {
                reportExpected(.value)
                break
            }
            operands.append(parseExpression())
        }
        return operands
    }

    /// Behind a mistake: moves on to the next clause, since what stands between has been answered for.
    private mutating func skipToClause(_ signature: Signature) {
        while !isAtEnd, !token.isSymbol(.semicolon) {
            if let word = token.word, signature.clause(word) != nil,
                peek(1).beginsOperand || peek(1).isSymbol(.equals) || peek(1).isSymbol(.colon)
            {
                return
            }
            advance()
        }
    }

    /// A clause with its content; nil when nothing like a clause stands here, which has then been reported.
    private mutating func parseClause(
        _ signature: Signature, behind operands: Int, _ clauses: [ClauseSyntax]
    ) -> ClauseSyntax? {
        guard let word = token.word else {
            if isBroken { position = limit } else { reportClause(signature, behind: operands, clauses) }
            if token.beginsOperand { _ = parseOperands(signature) }
            return nil
        }
        let start = token.span.start
        let name = Spelled(word, token.span)
        if let condition = parseBareCondition(name, signature) { return condition }
        if let rules = parseBareRules(name, signature) { return rules }
        if takesUnjoinedPart(name, signature) { return parseClause(signature, behind: operands, clauses) }
        if isBroken, position > 0, ranges.tokens[position - 1].span.end > name.span.end { return nil }
        advance()
        let isOdd = takeOddEquals(name, isKnown: signature.clause(word) != nil)
        let content = parseContent(of: name, signature)
        return ClauseSyntax(word: name, content: content, span: span(from: start), isWhole: !isOdd)
    }

    /// `keep reviews rating > 3`, and a second comparison without `and`: says which word is missing.
    private mutating func parseBareCondition(_ name: Spelled, _ signature: Signature) -> ClauseSyntax? {
        guard signature.clause(name.text) == nil, let symbol = peek(1).symbol, symbol != .equals,
            Comparison.Operator(rawValue: symbol.rawValue) != nil,
            let clause = signature.clauses.first(where: { $0.kind == .condition })
        else { return nil }
        let isGiven = ranges.tokens[..<position].last { $0.word == clause.name } != nil
        report(.expected(.clause(isGiven ? ["and", "or"] : [clause.name]), found: name.text), at: name.span)
        let condition = parseCondition()
        return ClauseSyntax(
            word: Spelled(clause.name, name.span), content: .condition(condition),
            span: span(from: name.span.start))
    }

    /// `label reviews good when rating > 3`: says that `as` is missing.
    private mutating func parseBareRules(_ name: Spelled, _ signature: Signature) -> ClauseSyntax? {
        guard let clause = signature.clauses.first(where: { $0.kind == .rules }), name.text != clause.name,
            let next = peek(1).word, Self.ruleWords[next] != nil
        else { return nil }
        report(.expected(.clause([clause.name]), found: name.text), at: name.span)
        return ClauseSyntax(
            word: Spelled(clause.name, name.span), content: .rules(parseRules()),
            span: span(from: name.span.start))
    }

    /// `fit tfidf() logistic() …`: says that `|` is missing, and moves behind the part.
    private mutating func takesUnjoinedPart(_ name: Spelled, _ signature: Signature) -> Bool {
        let kind = signature.operands.first?.kind
        guard kind == .recipe || kind == .recipeOrModel, SignatureTable.component(name.text) != nil,
            signature.clause(name.text) == nil
        else { return false }
        report(.expected(.pipe, found: name.text), at: name.span)
        _ = parseExpression()
        return !isAtEnd && token.word != nil
    }

    private mutating func reportClause(
        _ signature: Signature, behind operands: Int, _ clauses: [ClauseSyntax]
    ) {
        let given = clauses.map(\.word.text)
        let words = signature.clauses.map(\.name).filter { !given.contains($0) }
        if token.isSymbol(.dot), position > 0, peek(1).word != nil {
            reportPoint(behind: ranges.tokens[position - 1])
        } else if case .number(let number) = token.kind, number < 0, bordersOperand {
            report(.arithmetic("-"), at: token.span)
        } else if reportJoint(behind: clauses.last) {
            return
        } else if let growing = growing(signature, operands, clauses.last), growing.mayBegin(with: token) {
            reportExpected(.closing(","))
        } else if words.isEmpty || !token.beginsOperand {
            reportExpected(.end)
        } else {
            let fitting = signature.clauses.filter { words.contains($0.name) && $0.mayBegin(with: token) }
            let needed = fitting.filter(\.isRequired)
            let meant = needed.isEmpty ? fitting : needed
            reportExpected(.clause(meant.isEmpty ? words : meant.map(\.name)))
        }
    }

    /// What may go on with another value behind a comma: the operands, or the last clause.
    private func growing(_ signature: Signature, _ operands: Int, _ last: ClauseSyntax?) -> Parameter? {
        if let last { return signature.clause(last.word.text).flatMap { $0.repeats ? $0 : nil } }
        if operands < signature.operands.count { return signature.operands[operands] }
        return signature.operands.last.flatMap { $0.repeats ? $0 : nil }
    }

    /// Marks that others put between comparisons or the parts of a recipe.
    private mutating func reportJoint(behind last: ClauseSyntax?) -> Bool {
        guard let symbol = token.symbol else { return false }
        if symbol == .comma, case .condition? = last?.content {
            report(.foreignOperator(",", instead: "or"), at: token.span)
        } else if symbol == .rightArrow || symbol == .greater, let word = peek(1).word,
            SignatureTable.component(word) != nil
        {
            report(.foreignOperator(symbol.rawValue, instead: "|"), at: token.span)
        } else {
            return false
        }
        return true
    }

    private var bordersOperand: Bool {
        guard position > 0 else { return false }
        switch ranges.tokens[position - 1].kind {
        case .number, .percent: return true
        default: return false
        }
    }

    /// `seed = 7` and `seed: 7` instead of `seed 7`; says whether there was something to pass over.
    private mutating func takeOddEquals(_ word: Spelled, isKnown: Bool) -> Bool {
        guard token.isSymbol(.equals) || token.isSymbol(.colon) else { return false }
        let mark = source.text(of: token.span)
        // Of a clause that doesn't exist only that is worth saying.
        if isKnown { report(.foreignOperator("\(word.text) \(mark)", instead: word.text), at: token.span) }
        advance()
        return true
    }

    private mutating func parseContent(of word: Spelled, _ signature: Signature) -> ClauseSyntax.Content {
        let kind = signature.clause(word.text)?.kind
        if kind == .condition || (kind == nil && word.text == "where") { return .condition(parseCondition()) }
        if kind == .rules { return .rules(parseRules()) }
        if kind == .mapping, token.word != nil || token.isValue { reportExpected(.record) }
        let wordBegins = token.word.map { signature.clause($0) != nil && peek(1).beginsOperand } ?? false
        if kind == nil, !token.beginsOperand || wordBegins { return .operands([]) }
        if isAtEnd || token.isSymbol(.semicolon) {
            reportExpected(.value)
            return .operands([])
        }
        return .operands(parseOperands(signature))
    }
}
