extension StatementCheck {
    /// A way of a kind: `lora(rank: 8)`, or its name alone, which leaves all its options as they are.
    mutating func checkWay(
        _ expression: Expression, _ kind: Signature.Kind, _ parameter: Parameter, _ subject: Subject
    ) -> Argument? {
        let (name, options): (Spelled, [Expression.Option])
        switch expression.kind {
        case .word(let word): (name, options) = (Spelled(word, expression.span), [])
        case .call(let called, let given): (name, options) = (called, given)
        default: return reject(expression, parameter)
        }
        let known = SignatureTable.ways.filter { $0.kind == kind }
        guard let signature = known.first(where: { $0.name == name.text }) else {
            let choices = known.map(\.name)
            let near =
                Self.otherWays[name.text.lowercased()].flatMap { choices.contains($0) ? $0 : nil }
                ?? EditDistance.nearest(name.text, among: choices)
            report(
                .unknownChoice(name.text, place: parameter.name, near: near, choices: choices), at: name.span)
            return nil
        }
        return checkOptions(name, options, signature, subject).map { Argument(.way($0), expression.span) }
    }

    /// What else ways are called.
    private static let otherWays = [
        "bitfit": "bias", "all": "full", "adapters": "adapter", "houlsby": "adapter",
        "softmax": "classification",
        "cross_entropy": "classification", "setfit": "contrastive", "cosine": "contrastive", "adam": "adamw",
    ]

    /// A record that gives labels a text each.
    mutating func checkLabelTexts(
        _ expression: Expression, _ parameter: Parameter, _ subject: Subject
    ) -> Argument? {
        guard case .record(let entries) = expression.kind, !entries.isEmpty else {
            return reject(expression, parameter)
        }
        var checked: [Value.Entry] = []
        for (index, entry) in entries.enumerated() {
            checkLabelKey(entry.key, after: entries[..<index].map(\.key), subject)
            guard case .string(let text) = entry.value.kind else { return reject(entry.value, parameter) }
            checked.append(Value.Entry(key: entry.key, value: Argument(.text(text), entry.value.span)))
        }
        return Argument(.record(checked), expression.span)
    }
}
