extension StatementCheck {
    /// Checks the columns of a condition, and that what is compared can be.
    mutating func check(_ condition: Condition, _ dataset: DatasetFacts) {
        switch condition {
        case .comparison(let comparison): check(comparison, dataset)
        case .not(let inner): check(inner, dataset)
        case .all(let parts), .any(let parts): for part in parts { check(part, dataset) }
        }
    }

    private mutating func check(_ comparison: Comparison, _ dataset: DatasetFacts) {
        guard !comparison.column.text.isEmpty else { return }
        guard checkColumnName(comparison.column, dataset) else { return }
        for (value, span) in zip(comparison.values, comparison.valueSpans) {
            if case .column(let name) = value { _ = checkColumnName(Spelled(name, span), dataset) }
        }
        let kind = dataset.columns?.first { $0.name == comparison.column.text }?.kind ?? .unknown
        checkLabels(comparison, dataset)
        switch comparison.operator {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: checkOrdering(comparison, kind)
        case .contains, .matches: checkTexts(comparison, kind)
        default: break
        }
    }

    /// Warns when a label is compared with a word that no row has.
    private mutating func checkLabels(_ comparison: Comparison, _ dataset: DatasetFacts) {
        let column = comparison.column.text
        let isRole = column == "label" && dataset.columns?.contains { $0.name == "label" } != true
        guard isRole || column == dataset.labelColumn, let labels = dataset.labels?.map(\.name),
            [.equal, .notEqual, .oneOf].contains(comparison.operator)
        else { return }
        for (value, span) in zip(comparison.values, comparison.valueSpans) {
            guard case .text(let text) = value, !labels.contains(text) else { continue }
            let near = EditDistance.nearest(text, among: labels)
            let problem = WarningProblem.noSuchValue(text, column: column, near: near, known: labels)
            diagnostics.append(Diagnostic(.warning(problem), at: span))
        }
    }

    private mutating func checkOrdering(_ comparison: Comparison, _ kind: ColumnFacts.Kind) {
        if kind == .text || kind == .boolean {
            report(
                .wrongKind(
                    column: comparison.column.text, kind: kind, operator: comparison.operator.rawValue),
                at: comparison.span)
            return
        }
        guard let value = comparison.value, let span = comparison.valueSpans.first else { return }
        switch value {
        case .text(let text):
            let isQuoted = span.length > text.utf8.count
            report(
                .wrongValue(
                    found: isQuoted ? CellPrinter.quoted(text) : text, place: comparison.operator.rawValue,
                    wanted: .number(-.infinity, .infinity, includesLower: true)), at: span)
        case .boolean(let truth):
            report(
                .wrongValue(
                    found: truth ? "true" : "false", place: comparison.operator.rawValue,
                    wanted: .number(-.infinity, .infinity, includesLower: true)), at: span)
        case .number, .column: break
        }
    }

    private mutating func checkTexts(_ comparison: Comparison, _ kind: ColumnFacts.Kind) {
        if kind == .number || kind == .boolean {
            report(
                .wrongKind(
                    column: comparison.column.text, kind: kind, operator: comparison.operator.rawValue),
                at: comparison.span)
        } else if case .number(let number)? = comparison.value, let span = comparison.valueSpans.first {
            report(
                .wrongValue(
                    found: NumberFormat.text(number), place: comparison.operator.rawValue, wanted: .text),
                at: span)
        }
    }

    mutating func check(_ rules: [Rule], _ dataset: DatasetFacts) {
        var otherwise: Rule?
        for rule in rules {
            if let otherwise {
                report(
                    .ruleNeverReached(rule.label.text), at: rule.span,
                    related: [.init(otherwise.span, .first)])
                return
            }
            if let condition = rule.condition { check(condition, dataset) } else { otherwise = rule }
        }
    }
}
