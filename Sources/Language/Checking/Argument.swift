/// A checked value with the place where it stands.
public struct Argument: Sendable, Equatable {
    /// The value.
    public let value: Value
    /// Where it stands; the verb's place for a default.
    public let span: SourceSpan

    /// A value at a place.
    public init(_ value: Value, _ span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

/// A checked value: what a bare word means has been decided by its place.
public enum Value: Sendable, Equatable {
    /// A name in scope.
    case name(String)
    /// A column.
    case column(String)
    /// A label.
    case label(String)
    /// One of the words that the signature lists.
    case choice(String)
    /// A text in quotes.
    case text(String)
    /// A path in quotes.
    case file(String)
    /// A number; a percentage is its fraction.
    case number(Double)
    /// A share where a count could stand too: below 1, or written with `%` or a point.
    case share(Double)
    /// `true` or `false`
    case boolean(Bool)
    /// `none`
    case none
    /// A range, both ends included.
    case range(Double, Double)
    /// A list.
    case list([Argument])
    /// A record, in the order written.
    case record([Entry])
    /// What follows `where`.
    case condition(Condition)
    /// What follows `as`.
    case rules([Rule])
    /// A recipe.
    case recipe(Recipe)
    /// An encoder with its settings: the component `encoder`, whose first option `name` is a catalogue name
    /// or folder.
    case encoder(Recipe.Component)
    /// A way of doing something with its settings, as `lora(rank: 8)`.
    case way(Recipe.Component)
    /// A sample of the catalogue.
    case sample(String)
    /// A topic of help, a setting, or another word that names nothing in scope.
    case word(String)

    /// One entry of a record.
    public struct Entry: Sendable, Equatable {
        /// The key.
        public let key: Spelled
        /// Its value.
        public let value: Argument
    }
}

extension Value {
    /// The characters of a name, column, label, choice, text, file, sample or word; nil for anything else.
    public var text: String? {
        switch self {
        case .name(let text), .column(let text), .label(let text), .choice(let text), .text(let text),
            .file(let text), .sample(let text), .word(let text):
            text
        default: nil
        }
    }

    /// The number, if it is one.
    public var number: Double? {
        switch self {
        case .number(let number), .share(let number): number
        default: nil
        }
    }

    /// The whole number, if it is one that fits.
    public var integer: Int? { number.flatMap { Int(exactly: $0) } }

    /// Truth, if it is `true`, `false`, or the choice `yes` or `no`.
    public var boolean: Bool? {
        switch self {
        case .boolean(let truth): truth
        case .choice("yes"): true
        case .choice("no"): false
        default: nil
        }
    }

    /// The recipe, if it is one.
    public var recipe: Recipe? { if case .recipe(let recipe) = self { recipe } else { nil } }
    /// The condition, if it is one.
    public var condition: Condition? { if case .condition(let condition) = self { condition } else { nil } }
    /// The rules, if there are any.
    public var rules: [Rule]? { if case .rules(let rules) = self { rules } else { nil } }
    /// The entries, if it is a record.
    public var record: [Entry]? { if case .record(let entries) = self { entries } else { nil } }
    /// The items, if it is a list.
    public var list: [Argument]? { if case .list(let items) = self { items } else { nil } }
    /// The way, if it is one.
    public var way: Recipe.Component? { if case .way(let way) = self { way } else { nil } }
    /// The encoder component, if it is one.
    public var encoder: Recipe.Component? {
        if case .encoder(let component) = self { component } else { nil }
    }
}
