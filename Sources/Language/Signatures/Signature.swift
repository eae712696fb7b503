/// What a verb or a component takes and gives: one row of the table that checker, completion, inspection,
/// help and reference share.
public struct Signature: Sendable {
    /// Verbs begin statements; the others are parts of recipes.
    public enum Kind: String, Sendable, CaseIterable {
        /// Begins a command.
        case verb
        /// Turns texts into columns of numbers.
        case features
        /// Changes columns of numbers.
        case stage
        /// Decides; the last part of a recipe.
        case head
    }

    /// A chapter of the reference.
    public enum Chapter: String, Sendable, CaseIterable {
        /// Loading, changing and showing data.
        case data = "data"
        /// Texts as tokens and vectors.
        case vectors = "text and vectors"
        /// Fitting.
        case learn = "learn"
        /// Measuring.
        case judge = "judge"
        /// Explaining.
        case look = "look inside"
        /// Predicting and keeping models.
        case use = "use"
        /// The kernel itself.
        case kernel = "kernel"
        /// The parts of a recipe.
        case recipes = "recipes"
    }

    /// The word.
    public let name: String
    /// Verb or kind of component.
    public let kind: Kind
    /// Where the reference lists it.
    public let chapter: Chapter
    /// What stands directly behind a verb.
    public let operands: [Parameter]
    /// A verb's clauses, or a component's options.
    public let clauses: [Parameter]
    /// Words of which exactly one must be given: clause words, or names of operands.
    public let alternatives: [[String]]
    /// What a command gives; nil when it gives nothing to name.
    public let result: ValueType?
    /// Whether a result that is not named is most likely a mistake.
    public let wantsName: Bool
    /// One line of help.
    public let help: String
    /// A cell that shows it; it parses and checks.
    public let example: String

    init(
        _ name: String, _ kind: Kind, _ chapter: Chapter, operands: [Parameter] = [],
        clauses: [Parameter] = [],
        alternatives: [[String]] = [], result: ValueType? = nil, wantsName: Bool = false, help: String,
        example: String
    ) {
        self.name = name
        self.kind = kind
        self.chapter = chapter
        self.operands = operands
        self.clauses = clauses
        self.alternatives = alternatives
        self.result = result
        self.wantsName = wantsName
        self.help = help
        self.example = example
    }

    /// The clause or option of this name.
    public func clause(_ name: String) -> Parameter? { clauses.first { $0.name == name } }
}

/// The kinds of value that a name can hold.
public enum ValueType: String, Sendable, CaseIterable {
    /// Rows of columns with roles.
    case dataset
    /// One vector a text.
    case vectors
    /// An unfitted recipe.
    case recipe
    /// A fitted model.
    case model
    /// A pretrained encoder.
    case encoder
    /// The figures of a model on data.
    case report
    /// Why a model decides so.
    case explanation
    /// Any other table.
    case table
    /// A picture of figures.
    case chart
    /// A text.
    case text
    /// A number.
    case number
    /// True or false.
    case boolean
    /// A list of values.
    case list
    /// Named values.
    case record
    /// A range of numbers.
    case range
}
