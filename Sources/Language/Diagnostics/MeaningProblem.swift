public import Phrases

/// What can be wrong with the meaning of a cell.
///
/// `near` is the best near miss, if there is a good one.
public enum MeaningProblem: Sendable, Equatable {
    /// What a recipe lacks.
    public enum Lack: Sendable, Equatable {
        /// It has no head.
        case head
        /// It has no features.
        case features
    }

    /// What a word that stands in the wrong place is.
    public enum WordRole: Sendable, Equatable {
        /// A name that holds a value of this type.
        case name(ValueType?)
        /// A recipe part.
        case component
        /// A clause word.
        case clause
    }

    /// What a word that can't be a name is.
    public enum Reservation: Sendable, Equatable {
        /// Verbs begin statements.
        case verb
        /// A part of recipes.
        case part
        /// A value such as `true`.
        case value
        /// An encoder of the catalogue, which another encoder must not be called like.
        case encoder
    }

    /// A statement begins with a word that is no verb.
    case unknownVerb(String, near: String?)
    /// A word of scikit-learn, pandas, R or SQL, with what Loupe says instead.
    case foreignWord(String, ForeignWord)
    /// A column that the dataset or file doesn't have.
    case unknownColumn(String, near: String?, columns: [String], inFile: Bool)
    /// A name that nothing has.
    case unknownName(String, near: String?, fitting: [String], wanted: [ValueType])
    /// A column where a name should stand, and the dataset that has it.
    case columnNotName(String, dataset: String)
    /// The model, or the encoder, stands where the data should; as the command should read.
    case wrongOrder(verb: String, instead: String)
    /// A name that only the kernel before this one had.
    case notRestored(String)
    /// A recipe part that doesn't exist.
    case unknownComponent(String, near: String?)
    /// An option that a component doesn't have.
    case unknownOption(String, of: String, near: String?, options: [String], advice: Phrase? = nil)
    /// A word behind a command that is none of its clauses.
    case unknownClause(String, of: String, near: String?, clauses: [String], advice: Phrase? = nil)
    /// A label that the model or dataset doesn't have.
    case unknownLabel(String, near: String?, labels: [String])
    /// An encoder that the catalogue doesn't have.
    case unknownEncoder(String, near: String?, encoders: [String])
    /// A sample that the catalogue doesn't have.
    case unknownSample(String, near: String?, samples: [String])
    /// A word that is none of the choices of a place.
    case unknownChoice(String, place: String, near: String?, choices: [String])
    /// A topic without help.
    case unknownTopic(String, near: String?)
    /// A name holds another type than the place needs.
    case wrongType(name: String, found: ValueType, wanted: [ValueType], place: String)
    /// A value of another form than the place needs.
    case wrongValue(found: String, place: String, wanted: Parameter.Kind)
    /// A number out of bounds; the text tells the bounds.
    case outOfRange(Double, isPercent: Bool, place: String, wanted: Parameter.Kind)
    /// A number above what this data or model has, as layer 9 of 6, counted from 1.
    case beyond(Int, place: String, count: Int)
    /// An operand is missing.
    case missingOperand(verb: String, operand: String, example: String)
    /// A clause is missing; any one of these.
    case missingClause(verb: String, anyOf: [String], example: String)
    /// An option that must be given is missing.
    case missingOption(component: String, option: String, example: String)
    /// A clause, option, name or key given twice.
    case duplicate(String)
    /// More operands or values than the place takes.
    case tooMany(place: String, limit: Int)
    /// Two clauses that exclude each other.
    case conflict(String, String)
    /// A clause that makes sense only beside another.
    case needsClause(String, other: String)
    /// Verbs and components can't be names; with another name that would do.
    case reservedName(String, kind: Reservation, instead: String)
    /// A command that gives nothing was named.
    case nothingToName(verb: String)
    /// Another number of names than the command gives results.
    case wrongNameCount(verb: String, names: Int, results: Int)
    /// A recipe that can't be fitted.
    case incompleteRecipe(Lack)
    /// A head that isn't the last part.
    case headNotLast(String)
    /// A part in a place where it makes no sense, as features behind `|`.
    case misplacedPart(String, kind: Signature.Kind)
    /// `try` where nothing is tuned.
    case triedOutsideTune(option: String)
    /// Tuning without a `try`.
    case nothingTried
    /// The model has no encoder, which the command needs.
    case noEncoder(model: String, verb: String)
    /// Recipes and fitted models in one comparison.
    case mixedComparison
    /// A keyword that isn't lower case.
    case wrongCase(String, right: String)
    /// The dataset has no column of labels.
    case noLabels(dataset: String)
    /// The dataset has no column of texts.
    case noTexts(dataset: String)
    /// A column of texts compared as a number, or the other way round.
    case wrongKind(column: String, kind: ColumnFacts.Kind, operator: String)
    /// Rules behind `otherwise` can never apply.
    case ruleNeverReached(String)
    /// Parts of a split that leave nothing to train on.
    case nothingLeft(total: Double)
    /// A statement begins with a known word that can't begin one; with the word behind it.
    case misplacedWord(String, role: WordRole, before: String? = nil)
    /// A range that runs backwards.
    case backwardsRange(Double, Double)
}
