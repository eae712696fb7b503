extension Parser {
    /// `or` binds loosest, then `and`, then `not`.
    mutating func parseCondition() -> Condition {
        let alternatives = parseJoined("or", also: [.pipe, .doublePipe]) { $0.parseConjunction() }
        return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private mutating func parseConjunction() -> Condition {
        let parts = parseJoined("and", also: [.ampersand, .doubleAmpersand]) { $0.parseNegation() }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func parseJoined(
        _ word: String, also marks: [Symbol], _ part: (inout Parser) -> Condition
    ) -> [Condition] {
        var parts = [part(&self)]
        while !isAtEnd {
            if token.word == word {
                advance()
            } else if let other = token.word, other.lowercased() == word {
                report(.foreignOperator(other, instead: word), at: token.span)
                advance()
            } else if let symbol = token.symbol, marks.contains(symbol) {
                report(.foreignOperator(symbol.rawValue, instead: word), at: token.span)
                advance()
            } else {
                break
            }
            parts.append(part(&self))
        }
        return parts
    }

    private mutating func parseNegation() -> Condition {
        let fallback = Condition.comparison(emptyComparison())
        return nested(fallback) { parser in
            let marks: [Symbol] = [.exclamation, .tilde, .minus]
            if let symbol = parser.token.symbol, marks.contains(symbol) {
                parser.report(.foreignOperator(symbol.rawValue, instead: "not"), at: parser.token.span)
                parser.advance()
                return .not(parser.parseNegation())
            }
            if parser.token.word == "not", !parser.isOperator(parser.peek(1)) {
                parser.advance()
                return .not(parser.parseNegation())
            }
            if parser.token.isSymbol(.openParenthesis) { return parser.parseGroup(fallback) }
            return parser.parseComparison()
        }
    }

    private mutating func parseGroup(_ fallback: Condition) -> Condition {
        parseItems(closing: .closeParenthesis) { $0.parseCondition() }.first ?? fallback
    }

    private func emptyComparison() -> Comparison {
        Comparison(
            column: Spelled("", token.span), operator: .missing, values: [], valueSpans: [], span: token.span)
    }

    /// Whether a token compares; a column may be called `not`, `contains` and so on.
    private func isOperator(_ token: Token) -> Bool {
        if let symbol = token.symbol { return Comparison.Operator(rawValue: symbol.rawValue) != nil }
        return token.word.map { Comparison.Operator(rawValue: $0) != nil } ?? false
    }

    private mutating func parseComparison() -> Condition {
        let start = token.span.start
        guard let column = parseColumn() else { return .comparison(emptyComparison()) }
        let isNegated = token.word == "not" && isOperator(peek(1))
        if isNegated { advance() }
        let isBetween = token.word == "between"
        guard let comparator = parseOperator() else { return .comparison(emptyComparison()) }
        let operands = parseComparisonValues(comparator)
        if isBetween, token.word == "and", !isOperator(peek(2)) { position = min(position + 2, limit) }
        let comparison = Condition.comparison(
            Comparison(
                column: column, operator: comparator, values: operands.map(\.0),
                valueSpans: operands.map(\.1),
                span: span(from: start)))
        if !isBroken, token.symbol != nil, isOperator(token) {
            report(.foreignOperator(source.text(of: token.span), instead: "and"), at: token.span)
        }
        return isNegated ? .not(comparison) : comparison
    }

    private mutating func parseColumn() -> Spelled? {
        switch token.kind {
        case .word(let name) where isIndexed:
            return Spelled("", skipIndexing(of: name).span)
        case .word(let name), .quotedName(let name):
            let column = Spelled(name, token.span)
            advance()
            return column
        default:
            reportExpected(.column)
            return nil
        }
    }

    private mutating func parseOperator() -> Comparison.Operator? {
        let name = token.symbol?.rawValue ?? token.word ?? ""
        if token.isSymbol(.equals), token.span.end == peek(1).span.start,
            peek(1).isSymbol(.greater) || peek(1).isSymbol(.less)
        {
            let span = token.span.joined(with: peek(1).span)
            let comparator: Comparison.Operator = peek(1).isSymbol(.greater) ? .greaterOrEqual : .lessOrEqual
            report(.foreignOperator(source.text(of: span), instead: comparator.rawValue), at: span)
            position = min(position + 2, limit)
            return comparator
        }
        if let comparator = Comparison.Operator(rawValue: name) {
            advance()
            return comparator
        }
        if token.isSymbol(.dot), position > 0 {
            reportPoint(behind: ranges.tokens[position - 1])
            return nil
        }
        guard let (comparator, count) = foreignOperator(name) else {
            reportExpected(.comparison)
            return nil
        }
        let span = token.span.joined(with: peek(count - 1).span)
        report(.foreignOperator(source.text(of: span), instead: meant(name, comparator, count)), at: span)
        position = min(position + count, limit)
        return comparator
    }

    /// What Loupe writes for an operator of another language.
    private func meant(_ name: String, _ comparator: Comparison.Operator, _ count: Int) -> String {
        switch name.lowercased() {
        case "between": ">= … and … <="
        case "is" where count == 3: "not … missing"
        case "startswith", "starts_with", "endswith", "ends_with": "matches"
        default: comparator.rawValue
        }
    }

    /// The operator that is meant by one of another language, and how many tokens it takes.
    private func foreignOperator(_ name: String) -> (Comparison.Operator, Int)? {
        let next = peek(1).word?.lowercased()
        switch name.lowercased() {
        case "is" where next.map(Self.missingWords.contains) ?? false: return (.missing, 2)
        case "is"
        where next == "not" && peek(2).word.map { Self.missingWords.contains($0.lowercased()) } == true:
            return (.missing, 3)
        case "is" where next == "not": return (.notEqual, 2)
        case "==" where peek(1).isSymbol(.equals): return (.equal, 2)
        case "==", "is", "equals", "eq": return (.equal, 1)
        case "between": return (.greaterOrEqual, 1)
        case "startswith", "starts_with", "endswith", "ends_with": return (.matches, 1)
        case "<>", "isnt", "ne": return (.notEqual, 1)
        case "like", "ilike", "includes", "has", "contains": return (.contains, 1)
        case "~", "regex", "rlike", "match": return (.matches, 1)
        case "isin", "within", "in": return (.oneOf, 1)
        case "isna", "isnull", "missing": return (.missing, 1)
        default: return nil
        }
    }

    private mutating func parseComparisonValues(
        _ comparator: Comparison.Operator
    ) -> [(Comparison.Value, SourceSpan)] {
        switch comparator {
        case .missing: return []
        case .oneOf:
            if token.isSymbol(.openParenthesis) {
                let start = token.span.start
                let items = parseItems(closing: .closeParenthesis) { $0.parseComparisonValue() }
                reportPair(items.compactMap { $0?.1 }, areNumbers: false, at: span(from: start))
                return []
            }
            guard token.isSymbol(.openBracket) else {
                reportExpected(.list)
                return []
            }
            return parseItems(closing: .closeBracket) { $0.parseComparisonValue() }.compactMap { $0 }
        default:
            reportOddValue(comparator)
            return parseComparisonValue().map { [$0] } ?? []
        }
    }

    private mutating func parseComparisonValue() -> (Comparison.Value, SourceSpan)? {
        if isStringPrefix {
            report(.stringPrefix(token.word ?? ""), at: token.span)
            advance()
        }
        let span = token.span
        let value: Comparison.Value
        switch token.kind {
        case .word("true"): value = .boolean(true)
        case .word("false"): value = .boolean(false)
        case .word(let text), .string(let text): value = .text(text)
        case .quotedName(let name): value = .column(name)
        case .number(let number), .percent(let number): value = .number(number)
        default:
            reportExpected(.value)
            if token.kind == .invalid { advance() }
            return nil
        }
        advance()
        return (value, span)
    }

    // MARK: Rules

    /// The rules of `label … as`.
    mutating func parseRules() -> [Rule] {
        var rules: [Rule] = []
        repeat {
            guard let rule = parseRule() else { break }
            rules.append(rule)
        } while take(.comma)
        return rules
    }

    private mutating func parseRule() -> Rule? {
        let start = token.span.start
        guard let label = parseLabel() else { return nil }
        switch token.word {
        case "when":
            advance()
            let condition = parseCondition()
            return Rule(label: label, condition: condition, span: span(from: start))
        case "otherwise":
            advance()
            return Rule(label: label, condition: nil, span: span(from: start))
        case let word? where word == "if" || word == "else" || word == "where":
            report(.foreignOperator(word, instead: word == "else" ? "otherwise" : "when"), at: token.span)
            advance()
            let condition = word == "else" ? nil : parseCondition()
            return Rule(label: label, condition: condition, span: span(from: start))
        default:
            reportExpected(.when)
            return nil
        }
    }

    private mutating func parseLabel() -> Spelled? {
        let span = token.span
        switch token.kind {
        case .word(let text), .string(let text), .quotedName(let text):
            advance()
            return Spelled(text, span)
        case .number:
            advance()
            return Spelled(source.text(of: span), span)
        default:
            reportExpected(.rule)
            return nil
        }
    }
}
