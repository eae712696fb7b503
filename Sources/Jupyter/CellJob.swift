internal import Display

/// A cell on its way through the evaluator.
struct CellJob: Sendable {
    let request: Request
    var cell: Cell
    let interruption: Interruption
    /// Whether an error drops the cells that wait.
    let stopsOnError: Bool
    /// Names and sources of what to evaluate after success.
    let expressions: [(name: String, source: String)]

    /// The cell of an `execute_request`; its number comes when it starts.
    init(_ request: Request) throws(CellFailure) {
        let content = request.message.content
        guard let code = content["code"]?.string else {
            throw .missingField("code", in: request.message.type)
        }
        let interruption = Interruption()
        let silent = content["silent"]?.bool ?? false
        cell = Cell(
            code: code, silent: silent, storeHistory: !silent && content["store_history"]?.bool ?? true,
            allowsInput: content["allow_stdin"]?.bool ?? true, id: request.message.metadata["cellId"]?.string,
            shouldStop: { interruption.isRequested })
        self.request = request
        self.interruption = interruption
        stopsOnError = content["stop_on_error"]?.bool ?? true
        expressions = (content["user_expressions"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }
    }

    /// Runs the cell, then its expressions.
    ///
    /// On the evaluator's thread.
    func run(on backend: any KernelBackend, _ inbox: Inbox) -> CellReport {
        let channel = CellChannel(inbox, cell, request.message)
        let outcome = backend.execute(cell, to: channel)
        var values: [JSON.Member] = []
        if outcome == .ok {
            for (name, source) in expressions {
                values.append(
                    .init(name, Contents.expression(backend.evaluate(expression: source, in: cell))))
            }
        }
        return channel.report(outcome, values)
    }
}
