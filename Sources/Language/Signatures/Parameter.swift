internal import Phrases

/// An operand, clause or option of a signature.
public final class Parameter: Sendable {
    /// What may stand in a place; it decides what a bare word means there.
    public enum Kind: Sendable, Equatable {
        /// A name in scope that holds one of these types; any type when empty.
        case name([ValueType])
        /// A recipe, written out or by name.
        case recipe
        /// A recipe with `try` before the values of some options.
        case triedRecipe
        /// A recipe, or the name of a fitted model.
        case recipeOrModel
        /// The name of a fitted model, or an encoder.
        case modelOrEncoder
        /// An encoder: a catalogue name, a folder in quotes, or `encoder(…)`.
        case encoder
        /// A sample data set of the catalogue.
        case sample
        /// A column of the statement's dataset.
        case column
        /// A column, or `none`.
        case columnOrNone
        /// A new column name, known to no one yet.
        case newColumn
        /// A label of the statement's model or dataset.
        case label
        /// One of these words.
        case choice([String])
        /// A whole number within bounds.
        case integer(Int, Int)
        /// A whole number within bounds, or `none`.
        case integerOrNone(Int, Int)
        /// A number at least as large as the first and at most the second; the third tells whether the lower
        /// bound itself is allowed.
        case number(Double, Double, includesLower: Bool)
        /// A fraction strictly between 0 and 1, or a percentage.
        case fraction
        /// A count of documents from 1, or a fraction from 0 to 1 when written with `%` or a point.
        case countOrFraction
        /// A range of whole numbers such as `1..2`, or one number; smallest and largest allowed.
        case range(Int, Int)
        /// `true` or `false`
        case boolean
        /// An encoder, or one of these words.
        case encoderOr([String])
        /// A text in quotes, or a name that holds one.
        case text
        /// A text in quotes, or a name in scope that holds a text or one of these types.
        case textOr([ValueType])
        /// A file to read.
        case file
        /// A file to write.
        case newFile
        /// `where` and what follows.
        case condition
        /// `as` and what follows.
        case rules
        /// `{old: new}`
        case mapping
        /// Names that are in use, to be forgotten.
        case anyName
        /// A verb, component, name or code that has help.
        case topic
        /// One of the settings.
        case setting
        /// One of these words, or a list of several.
        case choices([String])
        /// A whole number within bounds, a range of such, or a list of such.
        case layers(Int, Int)
        /// `none`, one of these words, or a list of texts.
        case choiceOrTexts([String])
        /// One of these words, or a record of labels and positive numbers.
        case choiceOrWeights([String])
        /// One of these words, or a number within bounds, both allowed.
        case choiceOrNumber([String], Double, Double)
        /// One of these words, or a whole number within bounds.
        case choiceOrInteger([String], Int, Int)
        /// A way of a kind, by its name or with options, as `lora(rank: 8)`.
        case way(Signature.Kind)
        /// A record of labels and texts.
        case labelTexts
        /// Any value or name.
        case value
    }

    /// The clause word or option name; for an operand the word that the reference uses.
    public let name: String
    /// What may stand there.
    public let kind: Kind
    /// Whether it must be given.
    public let isRequired: Bool
    /// Whether several may stand there, separated by commas.
    public let repeats: Bool
    /// The value when it isn't given.
    public let defaultValue: Value?
    /// One line of help.
    public var help: String { words.text }
    private let words: Phrase

    /// Whether the name of a value of this type may stand here.
    func takes(_ type: ValueType?) -> Bool {
        guard let type else { return false }
        switch kind {
        case .name(let types): return types.isEmpty || types.contains(type)
        case .text: return type == .text
        case .textOr(let types): return type == .text || types.contains(type)
        default: return false
        }
    }

    /// Whether it can begin with a token, going by the token's form alone.
    func mayBegin(with token: Token) -> Bool {
        switch (token.kind, kind) {
        case (.string, .text), (.string, .textOr), (.string, .encoderOr), (.string, .file),
            (.string, .newFile), (.string, .encoder),
            (.string, .modelOrEncoder), (.string, .value):
            true
        case (.string, _): false
        case (.number, .integer), (.number, .number), (.number, .value), (.number, .integerOrNone),
            (.number, .layers), (.number, .choiceOrInteger), (.number, .choiceOrNumber),
            (.number, .fraction), (.number, .countOrFraction):
            true
        case (.percent, .fraction), (.percent, .countOrFraction): true
        case (.number, _), (.percent, _): false
        default: true
        }
    }

    init(
        _ name: String, _ kind: Kind, required: Bool = false, repeats: Bool = false, default: Value? = nil,
        _ help: String, zh: String
    ) {
        self.name = name
        self.kind = kind
        isRequired = required
        self.repeats = repeats
        defaultValue = `default`
        words = Phrase(help, zh: zh)
    }
}
