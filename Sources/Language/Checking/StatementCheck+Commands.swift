extension StatementCheck {
    /// Checks operands and clauses of a command; nil when nothing sensible is left.
    mutating func checkCommand(_ syntax: CommandSyntax) -> Command? {
        guard let signature = SignatureTable.verb(syntax.verb.text) else { return nil }
        let before = diagnostics.count
        verb = signature
        said = before
        if reportWrongOrder(syntax, signature) { return nil }
        let operands = checkOperands(syntax, signature)
        // What a clause of another tool has to be told covers what was said of its operands.
        if diagnostics.count > before, hasAdvice(syntax, signature) { diagnostics.removeSubrange(before...) }
        let areSound = diagnostics.count == before
        let subject = Subject(operands: operands, syntax: syntax, signature: signature, scope: scope)
        let clauses = checkClauses(syntax, signature, subject)
        let hasUnknown = syntax.clauses.contains { signature.clause($0.word.text) == nil }
        if syntax.isWhole, areSound, !hasUnknown { checkPresence(syntax, signature) }
        let command = Command(verb: syntax.verb, operands: operands, clauses: clauses)
        if syntax.isWhole, diagnostics.count == before { checkVerb(command, subject) }
        if syntax.isWhole, diagnostics.count == before { checkNeededColumns(command) }
        return syntax.isWhole ? command : nil
    }

    private mutating func checkOperands(_ syntax: CommandSyntax, _ signature: Signature) -> [Argument] {
        var checked: [Argument] = []
        for (index, expression) in syntax.operands.enumerated() {
            let last = signature.operands.last
            guard let parameter = index < signature.operands.count ? signature.operands[index] : last,
                index < signature.operands.count || parameter.repeats
            else {
                reportTooMany(expression, syntax, signature)
                break
            }
            if let argument = check(expression, parameter, Subject(scope: scope)) { checked.append(argument) }
        }
        return checked
    }

    private mutating func checkClauses(
        _ syntax: CommandSyntax, _ signature: Signature, _ subject: Subject
    ) -> [Command.Clause] {
        for clause in syntax.clauses where signature.clause(clause.word.text) == nil {
            reportUnknownClause(clause, syntax, signature, subject)
        }
        var given: [Command.Clause] = []
        for parameter in signature.clauses {
            var first: Spelled?
            for clause in syntax.clauses where clause.word.text == parameter.name {
                if let first {
                    report(
                        .duplicate(parameter.name), at: clause.word.span, related: [.init(first.span, .first)]
                    )
                    continue
                }
                first = clause.word
                let values = checkContent(clause, place(parameter, syntax, signature), subject)
                given.append(Command.Clause(word: clause.word, values: values))
            }
        }
        return given
    }

    /// What a clause takes: in `set`, what the setting takes.
    private func place(
        _ parameter: Parameter, _ syntax: CommandSyntax, _ signature: Signature
    ) -> Parameter {
        guard signature.name == "set", let word = syntax.operands.first?.word,
            let setting = SignatureTable.setting(word), case .choice = setting.kind
        else { return parameter }
        return setting
    }

    private mutating func checkContent(
        _ clause: ClauseSyntax, _ parameter: Parameter, _ subject: Subject
    ) -> [Argument] {
        switch clause.content {
        case .condition(let condition):
            check(condition, subject.dataset)
            return [Argument(.condition(condition), clause.span)]
        case .rules(let rules):
            check(rules, subject.dataset)
            return [Argument(.rules(rules), clause.span)]
        case .operands(let operands):
            if !parameter.repeats, operands.count > 1 {
                report(
                    .tooMany(place: parameter.name, limit: 1),
                    at: operands[1].span.joined(with: operands[operands.count - 1].span))
            }
            var values: [Argument] = []
            for operand in parameter.repeats ? operands[...] : operands.prefix(1) {
                if let value = check(operand, parameter, subject) { values.append(value) }
            }
            return values
        }
    }

    private mutating func checkPresence(_ syntax: CommandSyntax, _ signature: Signature) {
        let required = signature.operands.lazy.filter(\.isRequired)
        if let missing = required.dropFirst(syntax.operands.count).first {
            report(
                .missingOperand(verb: signature.name, operand: missing.help, example: signature.example),
                at: syntax.verb.span)
            return
        }
        for clause in signature.clauses
        where clause.isRequired && !syntax.clauses.contains(where: { $0.word.text == clause.name }) {
            report(
                .missingClause(verb: signature.name, anyOf: [clause.name], example: signature.example),
                at: syntax.verb.span)
        }
        for group in signature.alternatives { checkAlternative(group, syntax, signature) }
    }

    private mutating func checkAlternative(_ group: [String], _ syntax: CommandSyntax, _ signature: Signature)
    {
        var given: [Spelled] = syntax.clauses.map(\.word).filter { group.contains($0.text) }
        for (operand, parameter) in zip(syntax.operands, signature.operands)
        where group.contains(parameter.name) {
            given.insert(Spelled(parameter.name, operand.span), at: 0)
        }
        if given.isEmpty {
            report(
                .missingClause(verb: signature.name, anyOf: group, example: signature.example),
                at: syntax.verb.span)
        } else if given.count > 1 {
            report(
                .conflict(given[0].text, given[1].text), at: given[1].span,
                related: [.init(given[0].span, .first)])
        }
    }
}
