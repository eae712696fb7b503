/// The history of one run, gone with the process.
///
/// The oldest cells go when there are too many.
public struct MemoryHistory: History {
    private var entries: [HistoryEntry] = []
    private var sessions: [String?: Int] = [:]
    private var size = 0

    /// An empty history.
    public init() {}

    /// Keeps one cell.
    public mutating func append(_ cell: HistoryCell) {
        guard let cell = cell.bounded else { return }
        let session = sessions[cell.subshell] ?? sessions.count + 1
        sessions[cell.subshell] = session
        entries.append(
            HistoryEntry(session: session, line: cell.line, source: cell.source, output: cell.output))
        size += cell.size
        if entries.count > HistoryLimit.remembered || size > HistoryLimit.memory { forget() }
    }

    /// Drops the older half, so that dropping costs little per cell.
    private mutating func forget() {
        entries.removeFirst(entries.count / 2)
        size = entries.reduce(0) { $0 + $1.source.utf8.count + ($1.output?.utf8.count ?? 0) }
    }

    /// The last `count` cells.
    public func tail(_ count: Int) -> [HistoryEntry] { Array(entries.suffix(max(0, count))) }

    /// The cells `start ..< stop` of a session of this run.
    public func range(session: Int, start: Int, stop: Int?, subshell: String?) -> [HistoryEntry] {
        let present = sessions[subshell] ?? sessions.count + 1
        let (wanted, overflows) = present.addingReportingOverflow(session)
        guard !overflows else { return [] }
        let number = session > 0 ? session : wanted
        return entries.filter { $0.session == number && $0.line >= start && $0.line < stop ?? .max }
    }

    /// The last `count` cells that fit the glob `pattern`.
    public func search(_ pattern: String, count: Int?, unique: Bool) -> [HistoryEntry] {
        let glob = Glob(pattern)
        var seen: Set<String> = []
        var found: [HistoryEntry] = []
        for entry in entries.reversed() where glob.matches(entry.source) {
            guard found.count < count ?? .max else { break }
            if unique, !seen.insert(entry.source).inserted { continue }
            found.append(entry)
        }
        return found.reversed()
    }
}
