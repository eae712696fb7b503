internal import GRDB

/// The history in an SQLite file, which outlives the kernel and is shared by several.
///
/// The file is opened when it is first needed. The cells of this run are kept in memory too: when the file is
/// damaged, locked, full or can't be written, the log says so once, answers come from memory, and what was not
/// saved is tried again after a while.
public struct SQLiteHistory: History {
    /// How long to leave the file alone after a failure, in milliseconds.
    static let restTime = 10_000

    private let paths: [String]
    private let patience: Double
    private let restTime: Int
    private let pages: Int
    private var database: HistoryDatabase?
    private var memory = MemoryHistory()
    private var unsaved: [HistoryCell] = []
    /// When to try the file again; nil if it is well.
    private var restsUntil: Int?
    private var log = Log()
    /// What the log was told of the file, if it was.
    private(set) var complaint: String?

    /// A history in the first of `paths` that can be written.
    public init(paths: [String]) { self.init(paths: paths, patience: 2) }

    /// A history that waits for other kernels for `patience` seconds and after a failure for `restTime` milliseconds,
    /// in a file of at most `pages` pages of 4 kB.
    init(paths: [String], patience: Double, restTime: Int = Self.restTime, pages: Int = HistoryLimit.pages) {
        self.paths = paths
        self.patience = patience
        self.restTime = restTime
        self.pages = pages
    }

    /// Keeps one cell, which is written by the next `save`.
    public mutating func append(_ cell: HistoryCell) {
        guard let cell = cell.bounded else { return }
        memory.append(cell)
        unsaved.append(cell)
        if unsaved.count > HistoryLimit.remembered { unsaved.removeFirst(unsaved.count / 2) }
    }

    /// Writes what was not written yet.
    public mutating func save() {
        guard !unsaved.isEmpty else { return }
        let cells = unsaved
        if attempt({ try $0.save(cells) }) != nil { unsaved = [] }
    }

    /// The last cells of all sessions.
    public mutating func tail(_ count: Int) -> [HistoryEntry] {
        recall { try $0.tail(count) } ?? memory.tail(count)
    }

    /// Cells of one session.
    public mutating func range(session: Int, start: Int, stop: Int?, subshell: String?) -> [HistoryEntry] {
        recall { try $0.range(session: session, start: start, stop: stop, subshell: subshell) }
            ?? memory.range(session: session, start: start, stop: stop, subshell: subshell)
    }

    /// The last cells that fit a glob.
    public mutating func search(_ pattern: String, count: Int?, unique: Bool) -> [HistoryEntry] {
        recall { try $0.search(pattern, count: count, unique: unique) }
            ?? memory.search(pattern, count: count, unique: unique)
    }

    /// What the file says; nil if it can't be read or lacks a cell of this run.
    private mutating func recall(
        _ query: (HistoryDatabase) throws -> [HistoryEntry]
    ) -> [HistoryEntry]? {
        save()
        return unsaved.isEmpty ? attempt { try query($0) } : nil
    }

    /// Uses the file; nil if that failed.
    private mutating func attempt<Value>(_ use: (inout HistoryDatabase) throws -> Value) -> Value? {
        if let restsUntil, Clock.milliseconds() < restsUntil { return nil }
        do {
            var database = try database ?? open()
            self.database = nil
            defer { self.database = database }
            let value = try use(&database)
            restsUntil = nil
            return value
        } catch {
            fail(error)
            return nil
        }
    }

    /// Opens the first file that can be used.
    private func open() throws -> HistoryDatabase {
        var failure: any Error = DatabaseError(resultCode: .SQLITE_CANTOPEN)
        for path in paths {
            do { return try HistoryDatabase(path: path, patience: patience, pages: pages) } catch {
                failure = error
            }
        }
        throw failure
    }

    /// Rests, and opens the file anew afterwards unless it was only locked or full.
    private mutating func fail(_ error: any Error) {
        restsUntil = Clock.milliseconds() + restTime
        let code = (error as? DatabaseError)?.resultCode
        if code != .SQLITE_BUSY, code != .SQLITE_FULL { database = nil }
        guard complaint == nil else { return }
        let reason = (error as? DatabaseError)?.message ?? "\(error)"
        let text = "history is kept in memory only: \(paths.first ?? "no file"): \(reason)"
        complaint = text
        log.note(text)
    }
}
