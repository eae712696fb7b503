/// A recipe or a value as it was written.
public struct Expression: Sendable, Equatable {
    /// The forms an expression takes.
    public enum Kind: Sendable, Equatable {
        /// `0.5`
        case number(Double)
        /// `20%`, held as the fraction 0.2.
        case percent(Double)
        /// `"text"`
        case string(String)
        /// A bare word; its place decides what it means.
        case word(String)
        /// A name in back-quotes.
        case quotedName(String)
        /// `true` or `false`
        case boolean(Bool)
        /// `none`
        case none
        /// `1..3`
        indirect case range(Expression, Expression)
        /// `[a, b]`
        case list([Expression])
        /// `{key: value}`
        case record([Entry])
        /// `component(option, name: value)`
        case call(Spelled, [Option])
        /// `a + b`: feature blocks side by side, two or more.
        case union([Expression])
        /// `a | b`: stages in order, two or more.
        case pipe([Expression])
        /// Something unreadable; a diagnostic says why.
        case invalid
    }

    /// One entry of a record.
    public struct Entry: Sendable, Equatable {
        /// A word, string or number.
        public let key: Spelled
        /// Its value.
        public let value: Expression
    }

    /// One option of a component.
    public struct Option: Sendable, Equatable {
        /// The option's name, nil when only a value is given.
        public let name: Spelled?
        /// Whether `try` stands before the value.
        public let isTried: Bool
        /// The value.
        public let value: Expression
        /// Name and value.
        public let span: SourceSpan
    }

    /// The form.
    public let kind: Kind
    /// Where it stands, brackets included.
    public let span: SourceSpan
    /// Whether it is a whole number written with a point, as `1.0`: a share where `1` is a count.
    public var isDecimal = false
}
