/// What can be wrong with the material of an explanation.
public enum ExplanationError: Error, Sendable, Equatable {
    /// Two sizes that must agree don't.
    case mismatchedSizes(operation: String, what: String, expected: Int, got: Int)
    /// A label or a feature is out of range.
    case outOfRange(operation: String, what: String, value: Int, count: Int)
    /// A figure isn't finite.
    case notFinite(operation: String, what: String)
    /// The caller asked to stop.
    case interrupted
}
