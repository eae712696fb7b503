/// Walks the tokens of a statement up to the cursor, as the parser would, and tells what may come next.
struct CursorWalk {
    let tokens: [Token]
    private let matches: [Int?]

    init(_ tokens: [Token]) {
        self.tokens = tokens
        matches = StatementRanges(tokens).matches
    }

    func place() -> CursorPlace {
        var first = 0
        if let equals = assignmentEnd() { first = equals + 1 }
        guard first < tokens.count else { return .start(isNamed: first > 0) }
        guard let word = tokens[first].word, let signature = SignatureTable.verb(word) else {
            return inRecipe(from: first) ?? .nothing
        }
        return inCommand(signature, from: first + 1)
    }

    private func assignmentEnd() -> Int? {
        for (index, token) in tokens.enumerated() {
            if token.isSymbol(.equals) { return index }
            guard token.word != nil || token.isSymbol(.comma) else { return nil }
            if index == 0, let word = token.word, SignatureTable.verb(word) != nil { return nil }
        }
        return nil
    }

    /// The innermost bracket that is open at the end, at or behind a token.
    private func openBracket(from first: Int) -> Int? {
        var index = tokens.count - 1
        while index >= first {
            if let symbol = tokens[index].symbol {
                if symbol.closer != nil, matches[index] == nil { return index }
                if symbol.isCloser, let opener = matches[index] { index = opener }
            }
            index -= 1
        }
        return nil
    }

    private var last: Token? { tokens.last }

    // MARK: Recipes

    /// The place inside a component's parentheses, or behind `|` and `+`; nil behind a whole part.
    private func inRecipe(from first: Int) -> CursorPlace? {
        if let open = openBracket(from: first), tokens[open].isSymbol(.openParenthesis), open > first,
            let name = tokens[open - 1].word
        {
            guard let component = SignatureTable.component(name) ?? SignatureTable.way(name) else {
                return .nothing
            }
            return inOptions(component, from: open + 1)
        }
        guard let symbol = last?.symbol else { return nil }
        return symbol == .pipe || symbol == .plus || symbol == .openParenthesis ? .part : nil
    }

    private func inOptions(_ component: Signature, from first: Int) -> CursorPlace {
        var given: [String] = []
        var current: Parameter?
        var index = first
        var itemStart = first
        while index < tokens.count {
            if tokens[index].isSymbol(.comma) {
                itemStart = index + 1
                current = nil
            } else if tokens[index].isSymbol(.colon), index > first, let name = tokens[index - 1].word {
                given.append(name)
                current = component.clause(name)
            }
            if let match = matches[index], match > index { index = match }
            index += 1
        }
        if let current { return last?.isSymbol(.colon) == true ? .value(current, of: component) : .nothing }
        return itemStart == tokens.count ? .options(component, given: given) : .nothing
    }

    // MARK: Commands

    /// How far a command has come.
    private struct Progress {
        var given: [String] = []
        var current: Parameter?
        var contentStart: Int
        var operands = 0
        var needsValue: Bool
    }

    private func inCommand(_ signature: Signature, from first: Int) -> CursorPlace {
        var progress = Progress(
            current: signature.operands.first, contentStart: first, needsValue: !signature.operands.isEmpty)
        var index = first
        while index < tokens.count {
            advance(&progress, over: index, first, signature)
            if let match = matches[index], match > index { index = match }
            index += 1
        }
        let kind = progress.given.isEmpty ? nil : progress.current?.kind
        if kind == .condition { return inCondition(from: progress.contentStart, isRule: false) }
        if kind == .rules { return inRules(from: progress.contentStart) }
        if let place = inRecipe(from: first) { return place }
        guard let current = progress.current else { return .clauses(signature, given: progress.given) }
        if let open = openBracket(from: progress.contentStart) { return inBracket(open, current, signature) }
        return progress.needsValue
            ? .value(current, of: signature) : .clauses(signature, given: progress.given)
    }

    private func advance(_ progress: inout Progress, over index: Int, _ first: Int, _ signature: Signature) {
        let word = tokens[index].word ?? ""
        let symbol = tokens[index].symbol
        if let clause = signature.clause(word), !progress.needsValue || isClause(index, first, signature) {
            progress.given.append(word)
            progress.current = clause
            progress.contentStart = index + 1
            progress.needsValue = true
        } else if symbol == .comma, progress.given.isEmpty {
            progress.operands += 1
            if progress.operands < signature.operands.count {
                progress.current = signature.operands[progress.operands]
            }
            progress.needsValue = true
        } else {
            progress.needsValue = symbol == .comma || symbol == .pipe || symbol == .plus
        }
    }

    /// Whether a clause word stands where an operand could, and the operand isn't needed.
    private func isClause(_ index: Int, _ first: Int, _ signature: Signature) -> Bool {
        index == first && !signature.operands.contains(where: \.isRequired)
    }

    private func inBracket(_ open: Int, _ parameter: Parameter, _ signature: Signature) -> CursorPlace {
        guard tokens[open].isSymbol(.openBrace), parameter.kind == .mapping else { return .nothing }
        return last?.isSymbol(.openBrace) == true || last?.isSymbol(.comma) == true
            || last?.isSymbol(.colon) == true
            ? .ruleLabel : .nothing
    }

    // MARK: Conditions and rules

    private func inRules(from first: Int) -> CursorPlace {
        var ruleStart = first
        var index = first
        while index < tokens.count {
            if tokens[index].isSymbol(.comma) { ruleStart = index + 1 }
            if let match = matches[index], match > index { index = match }
            if tokens[index].isSymbol(.openBracket) { return inCondition(from: ruleStart, isRule: true) }
            index += 1
        }
        switch tokens.count - ruleStart {
        case 0: return .ruleLabel
        case 1: return .ruleWord
        // Behind it stands nothing more.
        case _ where tokens[ruleStart + 1].word == "otherwise": return .nothing
        default: return inCondition(from: ruleStart + 2, isRule: true)
        }
    }

    private func inCondition(from first: Int, isRule: Bool) -> CursorPlace {
        guard first < tokens.count, let last else { return .column }
        if let open = openBracket(from: first), tokens[open].isSymbol(.openBracket) {
            return last.isSymbol(.openBracket) || last.isSymbol(.comma)
                ? .comparisonValue(column: column(before: open - 1, from: first)) : .nothing
        }
        if let word = last.word, ["and", "or", "not"].contains(word) { return .column }
        if last.isSymbol(.openParenthesis) { return .column }
        if isOperator(last) {
            if last.word == "missing" { return .connective }
            return last.word == "in"
                ? .nothing : .comparisonValue(column: column(before: tokens.count - 1, from: first))
        }
        let before = tokens.count - 2
        let followsOperator =
            before >= first && isOperator(tokens[before]) && tokens[before].word != "missing"
        return followsOperator || last.symbol?.isCloser == true ? .connective : .comparison
    }

    private func column(before index: Int, from first: Int) -> String {
        guard index - 1 >= first, index - 1 < tokens.count else { return "" }
        switch tokens[index - 1].kind {
        case .word(let name), .quotedName(let name): return name
        default: return ""
        }
    }

    private func isOperator(_ token: Token) -> Bool {
        if let symbol = token.symbol { return Comparison.Operator(rawValue: symbol.rawValue) != nil }
        return token.word.map { Comparison.Operator(rawValue: $0) != nil } ?? false
    }
}
