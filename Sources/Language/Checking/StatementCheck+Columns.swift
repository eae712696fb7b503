extension StatementCheck {
    /// Checks the columns that recipes and models of a command need against the data that they are to work on.
    mutating func checkNeededColumns(_ command: Command) {
        let needed = command.operands.flatMap { columns(needed: $0) }
        guard !needed.isEmpty else { return }
        for text in command.values(of: "for")
        where ["predict", "explain", "evidence"].contains(command.verb.text) {
            report(needed[0].text, .bareTexts, at: text.span)
            return
        }
        for word in ["on", "against"] {
            guard let data = command.clause(word), case .name(let name) = data.value,
                case .dataset(let facts)? = scope.facts(of: name)
            else { continue }
            for column in needed { check(column, facts, fits: isFitted(command)) }
        }
    }

    /// Whether a command learns from its data: then texts and labels are none to learn from.
    private func isFitted(_ command: Command) -> Bool {
        ![
            "report", "confusion", "reliability", "calibrate", "predict", "explain", "weights",
        ].contains(command.verb.text)
    }

    /// The columns that an operand needs, at the place where they are written, else where the operand is.
    private func columns(needed operand: Argument) -> [Spelled] {
        switch operand.value {
        case .name(let name):
            guard case .model(let facts)? = scope.facts(of: name) else { return [] }
            return facts.columns.map { Spelled($0, operand.span) }
        case .recipe(let recipe):
            let written = recipe.components.filter { $0.name.text == "column" }.compactMap { component in
                component.given("name").map { Spelled($0.value.value.text ?? "", $0.value.span) }
            }
            let named = recipe.names.flatMap { name -> [Spelled] in
                guard case .recipe(let facts)? = scope.facts(of: name.text) else { return [] }
                return facts.columns.map { Spelled($0, name.span) }
            }
            return written + named
        default: return []
        }
    }

    private mutating func check(_ column: Spelled, _ facts: DatasetFacts, fits: Bool) {
        guard let known = facts.columns else { return }
        let found = known.first { $0.name == column.text }
        let texts = facts.textColumns ?? []
        if fits, texts.contains(column.text) || (found == nil && column.text == "text") {
            return report(column.text, .isText, at: column.span)
        }
        if fits, facts.labelColumn == column.text || (found == nil && column.text == "label") {
            return report(column.text, .isLabel, at: column.span)
        }
        guard found == nil else { return }
        let columns = known.map(\.name).filter { !texts.contains($0) && $0 != facts.labelColumn }
        let near = EditDistance.nearest(column.text, among: columns)
        report(.unknownColumn(column.text, near: near, columns: columns, inFile: false), at: column.span)
    }

    private mutating func report(_ column: String, _ fault: RunProblem.ColumnFault, at span: SourceSpan) {
        diagnostics.append(Diagnostic(.run(.unfitColumn(column: column, fault)), at: span))
    }
}
