/// A question to a row.
///
/// Comparisons with a missing value are neither true nor false (Kleene's logic), and a row is chosen only
/// where the whole is true: a missing value satisfies `missing` and nothing else.
public indirect enum Condition: Sendable, Equatable {
    /// What stands on the right of a comparison.
    public enum Operand: Sendable, Equatable {
        /// A text.
        case text(String)
        /// A number.
        case number(Double)
        /// `true` or `false`.
        case boolean(Bool)
        /// The same row's cell in another column.
        case column(String)
    }

    /// How two values are compared.
    public enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// Numbers compare as numbers, texts by their code points.
    case compare(column: String, Comparison, Operand)
    /// The cell contains a text, case and all.
    case contains(column: String, String)
    /// The cell contains a match of a regular expression; see `Pattern` for what it may hold.
    case matches(column: String, String)
    /// The cell equals one of these.
    case isIn(column: String, [Operand])
    /// The cell is missing.
    case missing(column: String)
    /// The contrary.
    case not(Condition)
    /// All are true; true when there are none.
    case all([Condition])
    /// One at least is true; false when there are none.
    case any([Condition])
}

extension Condition {
    /// How deep `not`, `all` and `any` may be nested.
    public static let depthLimit = 256
}
