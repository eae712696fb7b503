/// Where a kernel keeps what was run.
///
/// Used on one thread, the historian's, so it may take its time. No method may fail: what can't be kept is let go.
/// A session is one subshell of one run of a kernel; it gets its number with its first cell.
public protocol History: Sendable {
    /// Keeps one cell of this run.
    mutating func append(_ cell: HistoryCell)

    /// Called when nothing more waits to be kept, for a history that writes in batches.
    mutating func save()

    /// The last `count` cells of all sessions, oldest first.
    mutating func tail(_ count: Int) -> [HistoryEntry]

    /// The cells `start ..< stop` of a session (without `stop`, to its end). 0 is the present session of
    /// `subshell` (nil: the main shell), a negative number counts back from it.
    mutating func range(session: Int, start: Int, stop: Int?, subshell: String?) -> [HistoryEntry]

    /// The last `count` cells (all without) whose source matches the glob `pattern`, oldest first; if
    /// `unique`, only the latest of those with the same source.
    mutating func search(_ pattern: String, count: Int?, unique: Bool) -> [HistoryEntry]
}

extension History {
    /// Nothing to do for a history that keeps each cell at once.
    public mutating func save() {}
}

/// One cell that was run, on its way into the history.
public struct HistoryCell: Sendable, Equatable {
    /// The subshell it ran in; nil for the main shell.
    public var subshell: String?
    /// Its number there.
    public var line: Int
    /// Its source.
    public var source: String
    /// The plain text of its result, if it had one.
    public var output: String?

    /// A cell.
    public init(subshell: String? = nil, line: Int, source: String, output: String?) {
        self.subshell = subshell
        self.line = line
        self.source = source
        self.output = output
    }
}

/// One cell as the history gives it back.
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

/// Bounds that hold for every history, so that neither memory nor a reply grows without end.
enum HistoryLimit {
    /// The most cells of one answer.
    static let entries = 10_000
    /// The most cells that are kept in memory.
    static let remembered = 1000
    /// The most cells that are kept on disk.
    static let stored = 100_000
    /// The most pages of 4 kB on disk: half a gigabyte.
    static let pages = 131_072
    /// The most bytes of text that are kept in memory.
    static let memory = 4_000_000
    /// The longest pattern that is looked for, in bytes of UTF-8.
    static let pattern = 1000
    /// The longest source that is kept, in bytes of UTF-8.
    static let source = 1_000_000
    /// The longest text of a result that is kept, in bytes of UTF-8.
    static let output = 64_000
}

extension HistoryCell {
    /// The cell without a result that is too long to keep; nil if its source is.
    var bounded: HistoryCell? {
        guard source.utf8.count <= HistoryLimit.source else { return nil }
        var cell = self
        if let output, output.utf8.count > HistoryLimit.output { cell.output = nil }
        return cell
    }

    var size: Int { source.utf8.count + (output?.utf8.count ?? 0) }
}
