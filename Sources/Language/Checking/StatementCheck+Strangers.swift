internal import Phrases

// Clauses that a verb doesn't have, operands too many, and model and data the wrong way round.
extension StatementCheck {
    /// Whether nothing has been said of the command so far.
    private var isSound: Bool { diagnostics.count == said }

    func hasAdvice(_ syntax: CommandSyntax, _ signature: Signature) -> Bool {
        syntax.clauses.contains {
            signature.clause($0.word.text) == nil
                && advice(on: $0.word.text, syntax, signature, Subject(scope: scope)) != nil
        }
    }

    mutating func reportUnknownClause(
        _ clause: ClauseSyntax, _ syntax: CommandSyntax, _ signature: Signature, _ subject: Subject
    ) {
        let word = clause.word
        let clauses = signature.clauses.map(\.name)
        let lower = word.text.lowercased()
        let unknown = { (near: String?, advice: Phrase?) in
            MeaningProblem.unknownClause(
                word.text, of: signature.name, near: near, clauses: clauses, advice: advice)
        }
        if lower != word.text, clauses.contains(lower) {
            report(.wrongCase(word.text, right: lower), at: word.span)
        } else if let advice = advice(on: word.text, syntax, signature, subject) {
            if !hasReportedClause { report(unknown(nil, advice), at: word.span) }
        } else if let near = EditDistance.nearest(word.text, among: clauses) {
            report(unknown(near, nil), at: word.span)
        } else if clauses.contains("for"), case .operands(let values) = clause.content,
            case .string? = values.first?.kind
        {
            report(unknown("for", nil), at: word.span)
        } else if let expected = missing(before: clause, syntax, signature) {
            if isSound {
                diagnostics.append(Diagnostic(.syntax(.expected(expected, found: word.text)), at: word.span))
            }
        } else if isSound, scope.facts(of: word.text) != nil,
            ForeignClause.near(word.text, among: clauses) == nil
        {
            let last = syntax.clauses.last { $0.span.end <= word.span.start && $0.word.text != word.text }
            report(.tooMany(place: last?.word.text ?? signature.name, limit: 1), at: word.span)
        } else if let near = ForeignClause.near(word.text, among: clauses) {
            report(unknown(near, nil), at: word.span)
        } else if isSound {
            report(unknown(nil, nil), at: word.span)
        }
    }

    private var hasReportedClause: Bool { diagnostics[said...].contains { $0.code == .unknownClause } }

    private func advice(
        on word: String, _ syntax: CommandSyntax, _ signature: Signature, _ subject: Subject
    ) -> Phrase? {
        if let advice = ForeignClause.advice(word, of: signature.name) { return advice }
        if syntax.operands.last?.word == "encoder", scope.encoders.contains(where: { $0.name == word }) {
            return Phrase("write encoder(\(word))", zh: "写成 encoder(\(word))")
        }
        if signature.name == "relabel", subject.labels?.contains(word) == true {
            return ForeignClause.advice("as", of: "relabel")
        }
        guard subject.dataset.columns?.contains(where: { $0.name == word }) == true else { return nil }
        switch signature.name {
        case "show":
            return Phrase("leave it out: show always shows every column", zh: "去掉它：show 总是显示所有的列")
        case "describe":
            return Phrase("leave it out: describe tells about every column", zh: "去掉它：describe 会概述所有的列")
        case "label":
            let hasRules = syntax.clauses.contains { $0.word.text == "as" }
            return ForeignClause.advice(hasRules ? "when" : "column", of: "label")
        default: return nil
        }
    }

    /// The mark or clause word that is missing before a word that is no clause.
    private func missing(
        before clause: ClauseSyntax, _ syntax: CommandSyntax, _ signature: Signature
    ) -> SyntaxProblem.Expected? {
        let word = clause.word.text
        if signature.operands.first?.kind == .recipe || signature.operands.first?.kind == .recipeOrModel,
            SignatureTable.component(word) != nil, !syntax.operands.isEmpty
        {
            return .pipe
        }
        let given = syntax.clauses.map(\.word.text)
        if let facts = scope.facts(of: word) {
            let missing = signature.clauses.filter { $0.takes(facts.type) && !given.contains($0.name) }
            let isFirst = !syntax.clauses.contains { $0.span.start < clause.span.start }
            let takesMore = signature.operands.count > 1 || signature.operands.last?.repeats == true
            if isFirst, takesMore { return .closing(",") }
            return missing.isEmpty ? nil : .clause(missing.map(\.name))
        }
        let needed = signature.clauses.filter { $0.isRequired && !given.contains($0.name) }
        guard needed.count == 1, case .operands(let values) = clause.content, values.isEmpty else {
            return nil
        }
        return ForeignClause.near(word, among: [needed[0].name]) == nil ? .clause([needed[0].name]) : nil
    }

    // MARK: Operands

    /// Reports an operand too many: a clause word, or the mark between two parts of a recipe, may be missing before it.
    mutating func reportTooMany(_ expression: Expression, _ syntax: CommandSyntax, _ signature: Signature) {
        let fitting = signature.clauses.filter { mayStand(expression, behind: $0) }
        let needed = fitting.filter { $0.isRequired || signature.alternatives.joined().contains($0.name) }
        let found = CellPrinter.text(expression)
        if case .recipe? = signature.operands.last?.kind, isPart(expression) {
            diagnostics.removeSubrange(said...)
            diagnostics.append(Diagnostic(.syntax(.expected(.pipe, found: found)), at: expression.span))
        } else if !fitting.isEmpty {
            let words = (needed.isEmpty ? fitting : needed).map(\.name)
            diagnostics.append(
                Diagnostic(.syntax(.expected(.clause(words), found: found)), at: expression.span))
        } else {
            let span = expression.span.joined(with: syntax.operands[syntax.operands.count - 1].span)
            report(.tooMany(place: signature.name, limit: signature.operands.count), at: span)
        }
    }

    private func isPart(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .call(let name, _): SignatureTable.component(name.text) != nil
        case .word(let name): SignatureTable.component(name) != nil
        default: false
        }
    }

    private func mayStand(_ expression: Expression, behind clause: Parameter) -> Bool {
        switch (expression.kind, clause.kind) {
        case (.word(let name), _) where scope.facts(of: name) != nil:
            clause.takes(scope.facts(of: name)?.type)
        case (.word(let name), .encoder): scope.encoders.contains { $0.name == name }
        case (.string, .text), (.string, .newFile): true
        case (.number, .integer), (.number, .integerOrNone), (.percent, .fraction): true
        default: false
        }
    }

    // MARK: Order

    /// Reports `predict "good" with model` and `tokens minilm for "good"`, whose words are all there but in the wrong places.
    mutating func reportWrongOrder(_ syntax: CommandSyntax, _ signature: Signature) -> Bool {
        guard let operand = syntax.operands.first, let place = signature.operands.first,
            signature.clauses.first(where: { $0.name == "for" || $0.name == "on" || $0.name == "with" })
                != nil
        else { return false }
        let values = syntax.clauses.flatMap { clause -> [Expression] in
            if case .operands(let values) = clause.content { values } else { [] }
        }
        let instead: String
        switch place.kind {
        case .name([.model]), .modelOrEncoder:
            guard !isModel(operand, place.kind) else { return false }
            guard let model = values.first(where: { isModel($0, place.kind) }) ?? onlyText(operand, syntax)
            else {
                return false
            }
            let isData = operand.word.flatMap { scope.facts(of: $0)?.type } == .dataset
            let text = operand.word.map { isData ? $0 : CellPrinter.quoted($0) } ?? CellPrinter.text(operand)
            guard let clause = isData ? "on" : signature.clause("for").map(\.name) else { return false }
            instead = [signature.name, CellPrinter.text(model), clause, text].joined(separator: " ")
        case .text, .textOr:
            guard signature.clause("with") != nil, isModel(operand, .encoder),
                let text = values.first(where: { if case .string = $0.kind { true } else { false } })
            else { return false }
            instead = [signature.name, CellPrinter.text(text), "with", CellPrinter.text(operand)].joined(
                separator: " ")
        default: return false
        }
        report(.wrongOrder(verb: signature.name, instead: instead), at: operand.span)
        return true
    }

    /// `predict "good"`: the latest model is meant.
    private func onlyText(_ operand: Expression, _ syntax: CommandSyntax) -> Expression? {
        guard case .string = operand.kind, syntax.clauses.isEmpty,
            SignatureTable.verb(syntax.verb.text)?.clause("for") != nil
        else { return nil }
        let models = scope.names.filter { scope.facts(of: $0)?.type == .model }
        return models.last.map { Expression(kind: .word($0), span: operand.span) }
    }

    private func isModel(_ expression: Expression, _ kind: Parameter.Kind) -> Bool {
        guard let word = expression.word else {
            if case .call(let name, _) = expression.kind { return name.text == "encoder" }
            return false
        }
        if let facts = scope.facts(of: word) {
            return facts.type == nil || facts.type == (kind == .encoder ? .encoder : .model)
        }
        return kind != .name([.model]) && scope.encoders.contains { $0.name == word }
    }
}
