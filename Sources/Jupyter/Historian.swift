internal import Dispatch

/// The thread that keeps and recalls what was run, so that no disk can hold up a cell.
final class Historian: Sendable {
    private enum Job: Sendable {
        case keep(HistoryCell)
        case recall(Request, subshell: String?)
        case stop
    }

    /// Jobs that may wait; what comes while the disk hangs is let go.
    private static let limit = 1000

    private let jobs = Mailbox<Job>()
    private let stopped = DispatchSemaphore(value: 0)

    /// Starts the thread; answers to `history_request` go to `inbox`.
    init(_ history: any History, _ inbox: Inbox) throws(WireError) {
        let (jobs, stopped) = (jobs, stopped)
        try Thread.start("historian", stack: 1 << 20) {
            var history = history
            while let job = jobs.take() {
                switch job {
                case .keep(let cell): history.append(cell)
                case .recall(let request, let subshell):
                    let content = Self.answer(request.message.content, subshell, &history)
                    inbox.add(.recalled(content, request))
                case .stop: break
                }
                if jobs.count == 0 { history.save() }
                if case .stop = job { break }
            }
            stopped.signal()
        }
    }

    /// Keeps a cell.
    func keep(_ cell: HistoryCell) {
        guard jobs.count < Self.limit else { return }
        jobs.put(.keep(cell))
    }

    /// Answers a `history_request` from a subshell.
    func recall(_ request: Request, subshell: String?) { jobs.put(.recall(request, subshell: subshell)) }

    /// Ends the thread once all is kept, but waits for that at most `milliseconds`.
    func stop(within milliseconds: Int) {
        jobs.put(.stop)
        _ = stopped.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    private static func answer(_ content: JSON, _ subshell: String?, _ history: inout any History) -> JSON {
        let count = content["n"]?.integer
        let pattern = content["pattern"]?.string ?? "*"
        let entries: [HistoryEntry] =
            switch content["hist_access_type"]?.string {
            case "range":
                history.range(
                    session: content["session"]?.integer ?? 0, start: content["start"]?.integer ?? 0,
                    stop: content["stop"]?.integer, subshell: subshell)
            case "search" where pattern.utf8.count > HistoryLimit.pattern: []
            case "search":
                history.search(pattern, count: count, unique: content["unique"]?.bool ?? false)
            default: history.tail(count ?? 10)
            }
        return Contents.history(entries, output: content["output"]?.bool ?? false)
    }
}
