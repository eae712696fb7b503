internal import Display

/// The `CellOutput` of one cell: turns what the cell shows into posts, within a budget.
final class CellChannel: CellOutput {
    private struct State {
        var budget: OutputBudget
        var pages: [MIMEBundle] = []
        var result: String?
    }

    private let inbox: Inbox
    private let cell: Cell
    private let origin: Message
    private let state: Lock<State>

    init(_ inbox: Inbox, _ cell: Cell, _ origin: Message) {
        self.inbox = inbox
        self.cell = cell
        self.origin = origin
        state = Lock(State(budget: OutputBudget(allowance: inbox.allowance)))
    }

    func stream(_ stream: StreamName, _ text: String) {
        guard !text.isEmpty else { return }
        // Within the lock, so that what one thread sends keeps its order.
        state.withLock { state in
            let allowed = state.budget.take(text)
            if !allowed.isEmpty { inbox.add(.stream(stream, allowed, origin)) }
        }
    }

    func display(_ bundle: MIMEBundle, id: String?) {
        guard state.withLock({ $0.budget.takeDisplay(bundle) }) else { return }
        inbox.add(.publish(type: "display_data", Contents.display(bundle, id: id), origin))
    }

    func update(_ bundle: MIMEBundle, id: String) {
        inbox.add(.update(id: id, Contents.display(bundle, id: id), origin))
    }

    func result(_ bundle: MIMEBundle) {
        guard !cell.silent else { return }
        inbox.allowance.spend(bundle.byteCount)
        state.withLock { $0.result = bundle.plain }
        inbox.add(
            .publish(type: "execute_result", Contents.result(bundle, count: cell.executionCount), origin))
    }

    func clear(wait: Bool) { inbox.add(.publish(type: "clear_output", ["wait": .bool(wait)], origin)) }

    func page(_ bundle: MIMEBundle) { state.withLock { $0.pages.append(bundle) } }

    func input(prompt: String, password: Bool) throws(InputError) -> String {
        guard cell.allowsInput else { throw .notAllowed }
        let question = Question(prompt: prompt, password: password)
        inbox.add(.ask(question, origin))
        return try question.wait()
    }

    /// Says what was cut, and makes the report of the cell.
    func report(_ outcome: CellOutcome, _ expressions: [JSON.Member]) -> CellReport {
        state.withLock { state in
            if let notice = state.budget.notice { inbox.add(.stream(.stderr, notice, origin)) }
            return CellReport(
                outcome: outcome, expressions: expressions, pages: state.pages, result: state.result)
        }
    }
}
