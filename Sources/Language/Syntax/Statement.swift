/// One statement as it was written, before anything is checked.
public struct Statement: Sendable, Equatable {
    /// What a statement does.
    public enum Body: Sendable, Equatable {
        /// `verb operand, … clause value …`
        case command(CommandSyntax)
        /// A recipe or a value.
        case expression(Expression)
        /// `word?`
        case help(Spelled)
        /// A word that begins a statement and is no verb, and the word behind it; the rest is not read.
        case unknown(Spelled, before: String?)
        /// Nothing could be read; a diagnostic says why.
        case invalid
    }

    /// The names before `=`, none when nothing is named.
    public let targets: [Spelled]
    /// The command, recipe or value.
    public let body: Body
    /// Whether a `;` at the end hides the result.
    public let isHidden: Bool
    /// The whole statement, without the `;`.
    public let span: SourceSpan
    /// Whether all of it could be read.
    public let isWhole: Bool
}

/// A command: a verb with its operands and clauses.
public struct CommandSyntax: Sendable, Equatable {
    /// The verb, always one of the signature table.
    public let verb: Spelled
    /// What stands between the verb and the first clause.
    public let operands: [Expression]
    /// The clauses in the order written, unknown ones included.
    public let clauses: [ClauseSyntax]
    /// Whether all of it could be read; if not, what is missing may have been meant.
    public let isWhole: Bool
}

/// A clause: its word and what follows.
public struct ClauseSyntax: Sendable, Equatable {
    /// What follows the clause word; the signature decides which.
    public enum Content: Sendable, Equatable {
        /// Values or recipes, separated by commas.
        case operands([Expression])
        /// The condition of `where`.
        case condition(Condition)
        /// The rules of `as`.
        case rules([Rule])
    }

    /// The clause word.
    public let word: Spelled
    /// What follows it.
    public let content: Content
    /// The word and its content.
    public let span: SourceSpan
    /// Whether all of it was read: behind a word that is no clause, a sign such as `=` is passed over in silence.
    public var isWhole = true
}
