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
        let first = part(&self)
        guard takeJoint(word, also: marks) else { return [first] }
        var parts = [first]
        repeat {
            parts.append(parseSecond(word, behind: parts[parts.count - 1], part))
        } while takeJoint(
            word, also: marks)
        return parts
    }

    /// Takes `and` or `or`, or what others write for it, which is reported.
    private mutating func takeJoint(_ word: String, also marks: [Symbol]) -> Bool {
        // written out: Swift 6.3.1's optimiser stops at closures over these optionals
        let found = token
        var isJoint = false
        if let symbol = found.symbol { isJoint = marks.contains(symbol) }
        if let name = found.word { isJoint = isJoint || Self.joint(name) == word }
        guard isJoint else { return false }
        if found.word != word {
            report(.foreignOperator(source.text(of: token.span), instead: word), at: token.span)
        }
        advance()
        return true
    }

    /// A comparison behind `and` or `or`, which must be whole: `rating > 3 or 5` is not.
    private mutating func parseSecond(
        _ joint: String, behind first: Condition, _ part: (inout Parser) -> Condition
    ) -> Condition {
        guard let comparison = Self.last(of: first), comparison.operator != .missing, !isBroken else {
            return part(&self)
        }
        let isHalf: Bool
        switch token.kind {
        case .symbol: isHalf = isOperator(token)
        case .string, .number, .percent: isHalf = !isOperator(peek(1))
        case .word(let word): isHalf = endsComparison(1) && word != "not"
        default: isHalf = false
        }
        guard isHalf else { return part(&self) }
        let span = token.span
        let column = source.text(of: comparison.column.span)
        let comparator = isOperator(token) ? token : nil
        let value = comparator == nil ? token : peek(1)
        let mark = comparator.map { source.text(of: $0.span) } ?? comparison.operator.rawValue
        let whole = [joint, column, mark, source.text(of: value.span)].joined(separator: " ")
        // A word may also be a column whose comparison is still to be written.
        let place = token.word == nil ? span : SourceSpan(span.end, span.end)
        report(.expected(.comparisonWith(whole), found: nil), at: place)
        position = min(position + (comparator == nil ? 1 : 2), limit)
        return first
    }

    private static func last(of condition: Condition) -> Comparison? {
        switch condition {
        case .comparison(let comparison): comparison
        case .not(let inner): last(of: inner)
        case .all(let parts), .any(let parts): parts.last.flatMap { last(of: $0) }
        }
    }

    /// Whether a comparison can't go on with a token.
    private func endsComparison(_ offset: Int) -> Bool {
        switch peek(offset).kind {
        case .end: true
        case .word(let word): Self.joint(word) != nil
        case .symbol(let symbol): symbol == .semicolon || symbol == .comma || symbol == .closeParenthesis
        default: false
        }
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
    func isOperator(_ token: Token) -> Bool {
        if let symbol = token.symbol { return Comparison.Operator(rawValue: symbol.rawValue) != nil }
        return token.word.map { Comparison.Operator(rawValue: $0) != nil } ?? false
    }

    private mutating func parseComparison() -> Condition {
        let start = token.span.start
        guard let column = parseColumn() else { return .comparison(emptyComparison()) }
        if column.text == "missing", endsComparison(0) {
            report(.expected(.column, found: column.text), at: column.span)
            return .comparison(emptyComparison())
        }
        let isNegated = token.word == "not" && (isOperator(peek(1)) || foreignOperator(from: 1) != nil)
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
        case .word where reportOddColumn(): return nil
        case .word(let name), .quotedName(let name):
            let column = Spelled(name, token.span)
            advance()
            return column
        case .string where isOperator(peek(1)):
            reportQuotedColumn()
            return nil
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
        guard let (comparator, count) = foreignOperator(from: 0) else {
            reportExpected(.comparison)
            return nil
        }
        let span = token.span.joined(with: peek(count - 1).span)
        report(.foreignOperator(source.text(of: span), instead: meant(name, comparator, count)), at: span)
        position = min(position + count, limit)
        return comparator
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
                if !reportRangeBehindIn() { reportExpected(.list) }
                return []
            }
            return parseItems(closing: .closeBracket) { $0.parseComparisonValue() }.compactMap { $0 }
        default:
            if reportOddValue(comparator) { return [] }
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
        guard let word = token.word, let meant = Self.ruleWords[word.lowercased()] else {
            reportExpected(.when)
            return nil
        }
        if meant != word { report(.foreignOperator(word, instead: meant), at: token.span) }
        advance()
        let condition = meant == "otherwise" ? nil : parseCondition()
        return Rule(label: label, condition: condition, span: span(from: start))
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
