/// Where statements begin and end among the tokens: the rules of continuation, which parser and completeness
/// share.
struct StatementRanges {
    let tokens: [Token]
    /// For each opening bracket the index of its closer, for each closer that of its opener; nil for the
    /// unmatched.
    let matches: [Int?]

    init(_ tokens: [Token]) {
        self.tokens = tokens
        matches = Self.match(tokens)
    }

    private static func match(_ tokens: [Token]) -> [Int?] {
        var matches = [Int?](repeating: nil, count: tokens.count)
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            guard let symbol = token.symbol else { continue }
            if symbol.closer != nil { open.append(index) }
            guard symbol.isCloser else { continue }
            // Only the innermost few may have been forgotten; looking further would cost time and mislead.
            guard let found = open.suffix(8).lastIndex(where: { tokens[$0].symbol?.closer == symbol }) else {
                continue
            }
            matches[open[found]] = index
            matches[index] = open[found]
            open.removeSubrange(found...)
        }
        return matches
    }

    /// The token ranges of all statements, in order.
    func all() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < tokens.count, tokens[start].kind != .end {
            let end = end(from: start)
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// One past the last token of the statement that begins at a token.
    private func end(from start: Int) -> Int {
        let base = tokens[start].indent ?? 0
        var closesAt = start
        var hasOpen = false
        var index = start
        while index < tokens.count, tokens[index].kind != .end {
            let token = tokens[index]
            if index > start, let indent = token.indent, index > closesAt {
                let continues =
                    hasOpen ? !beginsStatement(index) : self.continues(index, indent: indent, base: base)
                if !continues || (hasOpen && token.followsBlankLine) { return index }
            }
            if token.symbol?.closer != nil {
                if let match = matches[index] { closesAt = max(closesAt, match) } else { hasOpen = true }
            }
            index += 1
        }
        return index
    }

    /// Whether the line that begins at a token belongs to the statement before it, when no bracket is open.
    private func continues(_ index: Int, indent: Int, base: Int) -> Bool {
        let token = tokens[index]
        if token.followsBlankLine { return false }
        return indent > base || token.isSymbol(.pipe) || token.isSymbol(.plus)
            || Self.needsMore(tokens[index - 1])
    }

    /// Whether something must follow a token that ends a line.
    static func needsMore(_ token: Token) -> Bool {
        switch token.kind {
        case .symbol(let symbol): symbol == .comma || symbol == .pipe || symbol == .plus || symbol == .equals
        case .word("and"), .word("or"), .word("not"), .word("when"), .word("where"), .word("as"): true
        default: false
        }
    }

    /// Whether the line that begins at a token looks like a statement of its own: `verb …` or `name =`.
    func beginsStatement(_ index: Int) -> Bool {
        guard let word = tokens[index].word, index + 1 < tokens.count else { return false }
        if assignment(at: index) != nil { return true }
        return SignatureTable.verb(word) != nil && tokens[index + 1].beginsOperand
    }

    /// The index of the `=` when `name, … =` begins at a token.
    func assignment(at start: Int) -> Int? {
        var index = start
        while index + 1 < tokens.count, tokens[index].word != nil,
            index == start || tokens[index].indent == nil
        {
            if tokens[index + 1].isSymbol(.equals) { return index + 1 }
            guard tokens[index + 1].isSymbol(.comma) else { return nil }
            index += 2
        }
        return nil
    }
}
