public import Phrases

/// A cell that has been checked: its steps, in order, and all that is to be said about it.
public struct Plan: Sendable {
    /// The text that was checked.
    public let source: SourceText
    /// The statements that could be checked, in order.
    ///
    /// Run them only when `isRunnable`.
    public let steps: [Step]
    /// Everything to be said, in the order of the source.
    public let diagnostics: [Diagnostic]

    /// Whether no error was found.
    public var isRunnable: Bool { !diagnostics.contains { $0.severity == .error } }
}

extension Plan {
    /// The tongue in which all that is to be said is said: what a `set language` above the first of it asks for.
    public func tongue(from tongue: Tongue) -> Tongue {
        let first = diagnostics.first { $0.severity == .error } ?? diagnostics.first
        guard let place = first?.span else { return tongue }
        let asked = steps.last { $0.span.end <= place.start && $0.language != nil }
        return asked?.language ?? tongue
    }
}

/// One checked statement.
public struct Step: Sendable {
    /// What a step does.
    public enum Action: Sendable, Equatable {
        /// A verb to be carried out.
        case command(Command)
        /// A value (recipe, number, name, …) to be named or shown.
        case value(Argument)
        /// A page of help on a word: verb, component, name or code.
        case help(Spelled)
    }

    /// The statement it was made from, kept so that it can be checked again when more is known.
    public let statement: Statement
    /// The names that take the results, in order; none when nothing is named.
    public let targets: [Spelled]
    /// What to do.
    public let action: Action
    /// Whether the result is hidden by `;`.
    public let isHidden: Bool

    /// The whole statement.
    public var span: SourceSpan { statement.span }
    /// The command, when the step is one.
    public var command: Command? { if case .command(let command) = action { command } else { nil } }
}

extension Step {
    /// The tongue that the step changes to, if it does.
    var language: Tongue? {
        guard let command, command.verb.text == "set", command.operand(0)?.value.text == "language" else {
            return nil
        }
        return command.clause("to")?.value.text.flatMap { Tongue(rawValue: $0) }
    }
}

/// A checked command: operands and clauses are typed values with their places.
public struct Command: Sendable, Equatable {
    /// The verb.
    public let verb: Spelled
    /// What stands directly behind the verb.
    public let operands: [Argument]
    /// What was written behind each clause word, in the order of the signature.
    public let clauses: [Clause]

    /// A clause with its checked values.
    public struct Clause: Sendable, Equatable {
        /// The clause word.
        public let word: Spelled
        /// One value, or several where the signature repeats.
        public let values: [Argument]
    }

    /// The row of the signature table.
    public var signature: Signature? { SignatureTable.verb(verb.text) }

    /// An operand by number, from 0.
    public func operand(_ index: Int) -> Argument? {
        operands.indices.contains(index) ? operands[index] : nil
    }

    /// The value behind a clause word, else the signature's default, else nil.
    public func clause(_ word: String) -> Argument? {
        if let given = values(of: word).first { return given }
        return signature?.clause(word)?.defaultValue.map { Argument($0, verb.span) }
    }

    /// All values behind a clause word that was written; none when it wasn't.
    public func values(of word: String) -> [Argument] { clauses.first { $0.word.text == word }?.values ?? [] }

    /// Whether the clause was written.
    public func gives(_ word: String) -> Bool { clauses.contains { $0.word.text == word } }

    /// The place of a clause word that was written, else of the verb.
    public func span(of word: String) -> SourceSpan {
        clauses.first { $0.word.text == word }?.word.span ?? verb.span
    }
}
