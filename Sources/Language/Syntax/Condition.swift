/// A condition over the columns of a row, as in `where rating > 0.5 and not text missing`.
public indirect enum Condition: Sendable, Equatable {
    /// One comparison.
    case comparison(Comparison)
    /// True when the inner one is false.
    case not(Condition)
    /// True when all are, two or more.
    case all([Condition])
    /// True when at least one is, two or more.
    case any([Condition])
}

/// One comparison of a column with what stands right of the operator.
public struct Comparison: Sendable, Equatable {
    /// How the column is compared.
    public enum Operator: String, Sendable, CaseIterable {
        /// Same text or number.
        case equal = "="
        /// Other text or number.
        case notEqual = "!="
        /// Smaller number.
        case less = "<"
        /// Smaller or same number.
        case lessOrEqual = "<="
        /// Greater number.
        case greater = ">"
        /// Greater or same number.
        case greaterOrEqual = ">="
        /// Holds the literal text.
        case contains = "contains"
        /// Holds a match of the regular expression.
        case matches = "matches"
        /// Equals one of the list.
        case oneOf = "in"
        /// Has no value.
        case missing = "missing"
    }

    /// What stands on the right side.
    public enum Value: Sendable, Equatable {
        /// A string or a bare word.
        case text(String)
        /// A number, or a percentage as its fraction.
        case number(Double)
        /// `true` or `false`
        case boolean(Bool)
        /// Another column, which is back-quoted here.
        case column(String)
    }

    /// The column on the left.
    public let column: Spelled
    /// The operator.
    public let `operator`: Operator
    /// Nothing for `missing`, the list for `in`, else one value.
    public let values: [Value]
    /// Where each value stands, as many as `values`.
    public let valueSpans: [SourceSpan]
    /// The whole comparison.
    public let span: SourceSpan

    /// The value of an operator that takes one.
    public var value: Value? { values.first }
}

/// One rule of `label … as`: the first that matches gives its label.
public struct Rule: Sendable, Equatable {
    /// The label that the rule gives.
    public let label: Spelled
    /// When it applies; nil for `otherwise`.
    public let condition: Condition?
    /// The whole rule.
    public let span: SourceSpan
}
