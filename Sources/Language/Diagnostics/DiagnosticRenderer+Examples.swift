// What the wordings of every tongue show as examples.
extension DiagnosticRenderer {
    /// The verb that was most likely meant, by the word behind a name that stands without one.
    static func verbMeant(before next: String?) -> String {
        guard let next, let signature = SignatureTable.verb(next) else {
            return next == "where" ? "keep" : "describe"
        }
        return signature.name
    }

    /// The example of a verb that takes a model and its data.
    static func exampleWithData(_ verb: String) -> String? {
        guard let signature = SignatureTable.verb(verb) else { return "report model on test" }
        guard signature.clause("on") != nil else { return nil }
        return "\(verb) model on test" + (signature.clause("row") == nil ? "" : " row 3")
    }
}

extension Expression {
    /// What stands in quotes, when it would fit its place without them.
    static func plainValue(_ text: String, for kind: Parameter.Kind) -> String? {
        let (statements, mistakes) = Parser.parse(SourceText(text))
        guard mistakes.isEmpty, statements.count == 1,
            case .expression(let expression)? = statements.first?.body
        else { return nil }
        switch (expression.kind, kind) {
        case (.number, .number), (.number, .integer), (.number, .integerOrNone), (.number, .countOrFraction),
            (.number, .range), (.range, .range), (.number, .fraction), (.percent, .fraction),
            (.percent, .countOrFraction), (.boolean, .boolean), (.none, .integerOrNone):
            return text
        default: return nil
        }
    }
}
