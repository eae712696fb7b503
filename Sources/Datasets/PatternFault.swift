/// Why a regular expression can't be used.
public enum PatternFault: Sendable, Equatable {
    /// A bracket that isn't closed, or closes nothing.
    case unbalanced
    /// A repetition with nothing to repeat.
    case nothingToRepeat
    /// A range or count out of order, or too large.
    case badRange
    /// A construct that doesn't exist here: look-around, back-references, possessive repetition.
    case unsupported(String)
    /// Too deep or too large.
    case tooLarge
    /// A backslash at the end.
    case danglingEscape
}
