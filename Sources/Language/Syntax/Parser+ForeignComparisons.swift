// What other languages, and Chinese, write in conditions: each is told once, and reading goes on behind it.
extension Parser {
    /// Words that stand for a missing value elsewhere.
    static let missingWords: Set<String> = [
        "missing", "null", "empty", "na", "nan", "nil", "none", "nul", "空", "缺失",
    ]

    /// `and` or `or`, for either or what others write for it.
    static func joint(_ word: String) -> String? {
        switch word.lowercased() {
        case "and", "且", "并且", "而且", "和": "and"
        case "or", "或", "或者": "or"
        default: nil
        }
    }

    /// `when` and `otherwise`, and what others write for them.
    static let ruleWords = [
        "when": "when", "if": "when", "where": "when", "当": "when", "如果": "when", "若": "when",
        "otherwise": "otherwise", "else": "otherwise", "default": "otherwise", "否则": "otherwise",
        "其他": "otherwise", "其余": "otherwise",
    ]

    /// What Loupe writes for an operator of another language.
    func meant(_ name: String, _ comparator: Comparison.Operator, _ count: Int) -> String {
        switch name.lowercased() {
        case "between": ">= … and … <="
        case "is" where count == 3: "not … missing"
        case "startswith", "starts_with", "endswith", "ends_with": "matches"
        case "does": "not " + comparator.rawValue
        case "contains": "not … contains"
        default: comparator.rawValue
        }
    }

    /// The operator that is meant by one of another language, and how many tokens it takes.
    func foreignOperator(from offset: Int) -> (Comparison.Operator, Int)? {
        let token = peek(offset)
        let name = (token.symbol?.rawValue ?? token.word ?? "").lowercased()
        let next = peek(offset + 1).word?.lowercased()
        switch name {
        case "is" where next.map(Self.missingWords.contains) ?? false: return (.missing, 2)
        case "is"
        where next == "not"
            && peek(offset + 2).word.map { Self.missingWords.contains($0.lowercased()) } == true:
            return (.missing, 3)
        case "is" where next == "not": return (.notEqual, 2)
        case "==" where peek(offset + 1).isSymbol(.equals): return (.equal, 2)
        case "does" where next == "not": return foreignOperator(from: offset + 2).map { ($0.0, $0.1 + 2) }
        default: break
        }
        if let comparator = Self.sizes[name] {
            guard next == "than" else { return (comparator, 1) }
            return (comparator, 2)
        }
        if name == "at", next == "least" { return (.greaterOrEqual, 2) }
        if name == "at", next == "most" { return (.lessOrEqual, 2) }
        return Self.operators[name].map { ($0, 1) }
    }

    private static let sizes: [String: Comparison.Operator] = [
        "greater": .greater, "more": .greater, "larger": .greater, "bigger": .greater, "higher": .greater,
        "above": .greater, "over": .greater, "less": .less, "fewer": .less, "smaller": .less, "lower": .less,
        "below": .less, "under": .less,
    ]

    private static let operators: [String: Comparison.Operator] = [
        "==": .equal, "is": .equal, "equals": .equal, "eq": .equal, "equal": .equal, "等于": .equal,
        "是": .equal,
        "between": .greaterOrEqual, "startswith": .matches, "starts_with": .matches, "endswith": .matches,
        "ends_with": .matches, "<>": .notEqual, "isnt": .notEqual, "ne": .notEqual, "不等于": .notEqual,
        "不是": .notEqual, "like": .contains, "ilike": .contains, "includes": .contains, "has": .contains,
        "contains": .contains, "contain": .contains, "include": .contains, "包含": .contains, "含有": .contains,
        "含": .contains, "~": .matches, "regex": .matches, "rlike": .matches, "match": .matches,
        "匹配": .matches, "isin": .oneOf, "within": .oneOf, "in": .oneOf, "属于": .oneOf, "在": .oneOf,
        "isna": .missing, "isnull": .missing, "missing": .missing, "缺失": .missing, "为空": .missing,
        "大于": .greater, "超过": .greater, "小于": .less, "大于等于": .greaterOrEqual, "不小于": .greaterOrEqual,
        "至少": .greaterOrEqual, "小于等于": .lessOrEqual, "不大于": .lessOrEqual, "至多": .lessOrEqual,
    ]

    /// Reports `len(body)`, `star rating` and `star-rating` where a column should stand, and gives up on it.
    mutating func reportOddColumn() -> Bool {
        if peek(1).isSymbol(.openParenthesis), let close = ranges.matches[position + 1], close < limit {
            let name = source.text(of: token.span) + "(…)"
            report(.arithmetic(name), at: token.span.joined(with: ranges.tokens[close].span))
            position = close + 1
            return true
        }
        if let end = hyphenRun() {
            let span = token.span.joined(with: ranges.tokens[end - 1].span)
            report(.hyphenated(source.text(of: span), .name), at: span)
            position = end
            return true
        }
        // Two words and then an operator: a column whose name has a space.
        guard peek(1).word != nil, peek(1).indent == nil, isOperator(peek(2)), peek(2).symbol != nil,
            foreignOperator(from: 1) == nil, !isOperator(peek(1)), peek(1).word != "not",
            peek(1).word.flatMap({ Self.joint($0) }) == nil
        else { return false }
        let span = token.span.joined(with: peek(1).span)
        report(.expected(.quotedColumn(source.text(of: span)), found: nil), at: span)
        position = min(position + 2, limit)
        return true
    }

    /// Reports `"star rating" > 3`, and `"good" in body`, whose text and column are the wrong way round.
    mutating func reportQuotedColumn() {
        let text = token
        if peek(1).word == "in", let column = peek(2).word {
            let span = text.span.joined(with: peek(2).span)
            let instead = column + " contains " + source.text(of: text.span)
            report(.foreignOperator(source.text(of: span), instead: instead), at: span)
            position = min(position + 3, limit)
        } else if case .string(let name) = text.kind {
            report(.expected(.quotedColumn(name), found: nil), at: text.span)
            advance()
        }
    }

    /// Reports `in 1..3`, where two comparisons are meant.
    mutating func reportRangeBehindIn() -> Bool {
        guard peek(1).isSymbol(.range), position > 1 else { return false }
        let span = ranges.tokens[position - 1].span.joined(with: peek(2).span)
        let column = source.text(of: ranges.tokens[position - 2].span)
        let (low, high) = (source.text(of: token.span), source.text(of: peek(2).span))
        let instead = "\(column) >= \(low) and \(column) <= \(high)"
        report(.foreignOperator(source.text(of: span), instead: instead), at: span)
        position = min(position + 3, limit)
        return true
    }

    /// Reports `= NA` and the like behind `=` or `!=`, `True` for `true`, and what no single text is; whether no value follows.
    mutating func reportOddValue(_ comparator: Comparison.Operator) -> Bool {
        guard position > 0 else { return false }
        let mark = ranges.tokens[position - 1]
        if token.isSymbol(.openBracket), let close = ranges.matches[position], close < limit {
            return reportListOfValues(comparator, mark, close)
        }
        if token.word == "not", comparator == .contains || comparator == .matches {
            let span = mark.span.joined(with: token.span)
            report(.foreignOperator(source.text(of: span), instead: "not \(comparator.rawValue)"), at: span)
            advance()
            return false
        }
        let isEmpty = token.kind == .string("")
        guard let word = isEmpty ? "" : token.word else { return false }
        let lower = word.lowercased()
        let isMissing = isEmpty || (Self.missingWords.contains(lower) && lower != "empty")
        if comparator == .equal || comparator == .notEqual, isMissing {
            let span = mark.span.joined(with: token.span)
            let instead = comparator == .equal ? "missing" : "not … missing"
            report(.foreignOperator(source.text(of: span), instead: instead), at: span)
        } else if lower != word, lower == "true" || lower == "false" {
            report(.foreignOperator(word, instead: lower), at: token.span)
        }
        return false
    }

    /// Reports `= [a, b]`, where `in` is meant, and `contains ["a", "b"]`, where `or` is.
    private mutating func reportListOfValues(
        _ comparator: Comparison.Operator, _ mark: Token, _ close: Int
    ) -> Bool {
        let span = mark.span.joined(with: ranges.tokens[close].span)
        let list = source.text(of: token.span.joined(with: ranges.tokens[close].span))
        let column = position > 1 ? source.text(of: ranges.tokens[position - 2].span) : ""
        let items = (position + 1..<close).map { ranges.tokens[$0] }.filter { !$0.isSymbol(.comma) }
        let joined = items.prefix(4).map { "\(column) \(comparator.rawValue) \(source.text(of: $0.span))" }
        let instead =
            comparator == .equal || comparator == .notEqual ? "in \(list)" : joined.joined(separator: " or ")
        report(.foreignOperator(source.text(of: span), instead: instead), at: span)
        position = close + 1
        return true
    }
}
