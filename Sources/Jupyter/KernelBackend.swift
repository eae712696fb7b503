public import Display

/// What the wire drives: a language that runs cells and answers questions about code.
///
/// The wire knows no language. It calls `execute` and `evaluate` on evaluators' threads, one for the main shell and one
/// for each subshell, so several cells may run at once; and the other methods on the responder's thread, also
/// while cells run; they should answer within a few milliseconds, from a snapshot.
public protocol KernelBackend: Sendable {
    /// Who answers: sent to every front end that asks.
    var info: KernelInfo { get }

    /// Runs one cell. Everything it shows goes to `output`, in order. Long steps test `cell.shouldStop`.
    func execute(_ cell: Cell, to output: any CellOutput) -> CellOutcome

    /// The value of one of the `user_expressions` that came with a cell which succeeded.
    func evaluate(expression: String, in cell: Cell) -> Result<MIMEBundle, CellFailure>

    /// What could stand at the cursor, which counts Unicode code points and lies in `0 ... count`.
    func complete(_ code: String, cursor: Int) -> Completion

    /// Help on the word at the cursor (in Unicode code points); `detail` is 0 or 1.
    func inspect(_ code: String, cursor: Int, detail: Int) -> MIMEBundle?

    /// Whether the code could be run as it stands.
    func completeness(of code: String) -> Completeness
}
