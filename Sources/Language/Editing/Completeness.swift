/// Whether a cell could run as it stands.
public enum Completeness: Sendable, Equatable {
    /// It is whole.
    case complete
    /// More lines are needed; what to put before the next one.
    case incomplete(indent: String)
    /// More lines won't mend it.
    case invalid

    /// Looks at a cell.
    public static func of(_ cell: String) -> Completeness { .complete }
}
