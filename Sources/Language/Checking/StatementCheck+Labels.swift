extension StatementCheck {
    /// Refuses several labels a text where a verb needs one, and the other way round.
    mutating func checkSeveralLabels(_ command: Command) {
        let verb = command.verb.text
        for argument in command.operands + ["on", "dev"].compactMap({ command.values(of: $0).first }) {
            guard case .name(let name) = argument.value else { continue }
            switch scope.facts(of: name) {
            case .dataset(let facts) where facts.hasSeveralLabels == true:
                if refuse(.dataset(name), verb, at: argument.span) { return }
            case .model(let facts) where facts.givesSeveralLabels == true:
                if refuse(.model(name), verb, at: argument.span) { return }
            case .model(let facts) where facts.givesSeveralLabels == false && verb == "threshold":
                diagnostics.append(Diagnostic(.run(.oneLabelEach(model: name)), at: argument.span))
            default: break
            }
        }
        checkAgainst(command)
    }

    /// Whether the verb was refused.
    private mutating func refuse(
        _ subject: RunProblem.LabelledSubject, _ verb: String, at span: SourceSpan
    ) -> Bool {
        guard let instead = SeveralLabels.instead(of: verb) else { return false }
        diagnostics.append(Diagnostic(.run(.severalLabels(subject, verb: verb, instead: instead)), at: span))
        return true
    }

    /// Labels of which a text may have several don't compete.
    private mutating func checkAgainst(_ command: Command) {
        guard command.verb.text == "explain", command.gives("against") else { return }
        if command.gives("label") {
            report(.conflict("label", "against"), at: command.span(of: "against"))
        } else if case .name(let name)? = command.operand(0)?.value,
            case .model(let facts)? = scope.facts(of: name), facts.givesSeveralLabels == true
        {
            report(.conflict(name, "against"), at: command.span(of: "against"))
        }
    }

    /// Clauses of `load` that exclude or need each other.
    mutating func checkLoad(_ command: Command) {
        if command.gives("labels"), command.gives("label") {
            report(.conflict("label", "labels"), at: command.span(of: "labels"))
        }
        if command.gives("separator"), !command.gives("labels") {
            report(.needsClause("separator", other: "labels"), at: command.span(of: "separator"))
        }
        for word in ["table", "query"] where command.gives(word) && command.gives("columns") {
            report(.conflict(word, "columns"), at: command.span(of: "columns"))
        }
        if command.gives("table"), command.gives("query") {
            report(.conflict("table", "query"), at: command.span(of: "query"))
        }
    }
}
