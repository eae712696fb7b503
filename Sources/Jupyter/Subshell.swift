/// One line of cells with its own evaluator and counter: the main shell or a subshell (JEP 91).
///
/// Belongs to the wire's thread. All share the backend, so a name that one defines is known to all.
final class Subshell {
    /// The most subshells at once, for each has a thread.
    static let limit = 16

    /// The name that requests call it by; nil for the main shell.
    let id: String?
    var evaluator: Worker<CellJob>
    /// The number of the last cell that counted.
    var executionCount = 0

    init(_ id: String?, _ backend: any KernelBackend, _ inbox: Inbox) throws(WireError) {
        self.id = id
        evaluator = try Worker("evaluator") {
            inbox.add(.cellDone($0.run(on: backend, inbox), subshell: id))
        }
    }
}
