/// The English wording; a twin in another language is another type like this one.
struct English: Wording {
    func words(for problem: Problem) -> Words {
        switch problem {
        case .syntax(let problem): words(for: problem)
        case .meaning(let problem): words(for: problem)
        case .run(let problem): words(for: problem)
        case .warning(let problem): words(for: problem)
        }
    }

    func note(for role: Diagnostic.Related.Role) -> String {
        switch role {
        case .opened: "opened here"
        case .first: "first here"
        }
    }

    // MARK: Phrases

    /// A word in plain quotes.
    func quote(_ text: String) -> String {
        let short = shortened(text, to: 60)
        return short.hasPrefix("\"") ? short : "\"\(short)\""
    }

    /// Items with commas, cut after a dozen.
    func list(_ items: [String], limit: Int = 12) -> String {
        let shown = items.prefix(limit).map { shortened($0, to: 40) }.joined(separator: ", ")
        return items.count > limit ? "\(shown), … (\(items.count) in all)" : shown
    }

    /// Items with commas and an "or".
    func either(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " or " + last
    }

    /// The suggestion, then what there is to choose from.
    func suggestion(_ near: String?, _ label: String, _ choices: [String]) -> String? {
        // All parts of recipes fit into one line or two.
        let known = choices.isEmpty ? nil : "\(label): \(list(choices, limit: 24))"
        guard let near else { return known }
        let question = "did you mean \(quote(near))?"
        return known.map { "\(question)  \($0)" } ?? question
    }

    func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    func article(_ type: ValueType) -> String {
        switch type {
        case .vectors: "vectors"
        case .encoder, .explanation: "an \(type.rawValue)"
        default: "a \(type.rawValue)"
        }
    }

    func anyOf(_ types: [ValueType]) -> String { types.isEmpty ? "a name" : either(types.map(article)) }
}
