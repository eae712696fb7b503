/// Checks cells against the signature table and the names in scope.
public struct Checker: Sendable {
    /// The names before the cell.
    public let scope: Scope

    /// A checker over a snapshot of the names.
    public init(_ scope: Scope) { self.scope = scope }

    /// Reads and checks a cell: each statement sees what the earlier ones define.
    public func check(_ cell: String) -> Plan {
        Plan(source: SourceText(cell), steps: [], diagnostics: [])
    }

    /// Checks a step again in its turn, with what is known by then.
    ///
    /// Gives the step anew (nil when it can't run) and what is to be said.
    public func recheck(_ step: Step) -> (step: Step?, diagnostics: [Diagnostic]) { (step, []) }

    /// What the results of a checked step are known to be, one for each result it gives.
    public func results(of step: Step) -> [Facts] { [] }
}
