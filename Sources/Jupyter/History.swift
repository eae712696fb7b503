/// Where a kernel keeps what was run.
///
/// Used on the wire's thread only.
public protocol History: Sendable {
    /// The number of the present session.
    var session: Int { get }

    /// Keeps one cell of the present session.
    mutating func append(_ entry: HistoryEntry)

    /// The last `count` cells of all sessions, oldest first.
    func tail(_ count: Int) -> [HistoryEntry]

    /// The cells `start ..< stop` of a session (without `stop`, to its end). 0 is the present session,
    /// a negative number counts back from it.
    func range(session: Int, start: Int, stop: Int?) -> [HistoryEntry]

    /// The last `count` cells (all without) whose source matches the glob `pattern`, oldest first; if
    /// `unique`, only the latest of those with the same source.
    func search(_ pattern: String, count: Int?, unique: Bool) -> [HistoryEntry]
}

/// One cell that was run.
public struct HistoryEntry: Sendable, Equatable {
    /// The session it ran in.
    public var session: Int
    /// Its number there.
    public var line: Int
    /// Its source.
    public var source: String
    /// The plain text of its result, if it had one.
    public var output: String?

    /// An entry.
    public init(session: Int, line: Int, source: String, output: String?) {
        self.session = session
        self.line = line
        self.source = source
        self.output = output
    }
}
