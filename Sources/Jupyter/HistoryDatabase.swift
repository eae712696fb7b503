internal import FoundationEssentials
internal import GRDB
internal import Glibc

/// The cells of all kernels of one user in an SQLite file.
///
/// Several kernels write at once: each write is one transaction that takes the lock first and waits for it for a
/// while. The file keeps SQLite's rollback journal, since its other one, the write-ahead log, needs shared memory,
/// which the network file systems of classes lack. All errors are GRDB's.
struct HistoryDatabase {
    /// Marks the file as ours (`PRAGMA application_id`): "Loup".
    private static let mark = 0x4C6F_7570
    /// The layout of the tables (`PRAGMA user_version`).
    private static let layout = 1

    private let queue: DatabaseQueue
    /// The numbers of this run's sessions.
    private var sessions: [String?: Int] = [:]

    /// Opens the file at `path`; makes it, readable by its owner alone, if there is none.
    ///
    /// `patience` is how long to wait for another kernel's write, in seconds; the file never holds more than `pages`
    /// pages (of 4 kB).
    init(path: String, patience: Double, pages: Int) throws {
        if let end = path.lastIndex(of: "/"), end > path.startIndex {
            try FileManager.default.createDirectory(
                atPath: String(path[..<end]), withIntermediateDirectories: true)
        }
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        // SQLite would open what it can't write, and fail later. The file is not opened for this test, for closing it
        // would take away the locks that this process holds.
        guard access(path, R_OK | W_OK) == 0 else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: String(cString: strerror(errno)))
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        guard try queue.read(Self.layout) == nil else { return }
        try queue.write { db in
            // Another kernel may have been faster.
            guard try Self.layout(db) == nil else { return }
            try db.execute(sql: Self.schema)
        }
    }

    private static let schema = """
        CREATE TABLE session (id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL);
        CREATE TABLE cell (
            id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL, line INTEGER NOT NULL,
            source TEXT NOT NULL, output TEXT);
        CREATE INDEX cellOfSession ON cell (session, line);
        PRAGMA application_id = \(mark);
        PRAGMA user_version = \(layout);
        """

    /// The layout of the file; nil if it is empty.
    ///
    /// Throws if the file is another program's or a later version's.
    private static func layout(_ db: Database) throws -> Int? {
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 else { return nil }
        let found = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard found == mark, try Int.fetchOne(db, sql: "PRAGMA user_version") == layout else {
            throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "not a history of this version")
        }
        return layout
    }

    /// Writes cells, all or none.
    mutating func save(_ cells: some Collection<HistoryCell>) throws {
        let known = sessions
        sessions = try queue.write { db in
            var sessions = known
            for cell in cells {
                let session = try sessions[cell.subshell] ?? Self.begin(db)
                sessions[cell.subshell] = session
                try db.execute(
                    sql: "INSERT INTO cell (session, line, source, output) VALUES (?, ?, ?, ?)",
                    arguments: [session, cell.line, cell.source, cell.output])
            }
            return sessions
        }
    }

    /// The number of a new session; forgets the oldest cells when there are too many or the file is half full.
    private static func begin(_ db: Database) throws -> Int {
        func pragma(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
        let isFull =
            try pragma("page_count") - pragma("freelist_count") > pragma("max_page_count") / 2
        let oldest = isFull ? "(min(id) + max(id)) / 2" : "max(id) - \(HistoryLimit.stored)"
        try db.execute(sql: "DELETE FROM cell WHERE id <= (SELECT \(oldest) FROM cell)")
        try db.execute(sql: "INSERT INTO session (began) VALUES (?)", arguments: [MessageEncoder.date()])
        return Int(db.lastInsertedRowID)
    }

    func tail(_ count: Int) throws -> [HistoryEntry] {
        try last("1", [], count)
    }

    func range(session: Int, start: Int, stop: Int?, subshell: String?) throws -> [HistoryEntry] {
        try queue.read { db in
            guard let number = try number(of: session, subshell, db) else { return [] }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT session, line, source, output FROM cell
                    WHERE session = ? AND line >= ? AND line < ? ORDER BY line, id LIMIT \(HistoryLimit.entries)
                    """, arguments: [number, start, stop ?? .max])
            return rows.compactMap(Self.entry)
        }
    }

    /// The session meant by a number that counts back from the present one; nil if there is none.
    private func number(of session: Int, _ subshell: String?, _ db: Database) throws -> Int? {
        guard session <= 0 else { return session }
        guard session < 0 else { return sessions[subshell] }
        return try Int.fetchOne(
            db, sql: "SELECT id FROM session WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
            arguments: [sessions[subshell] ?? .max, -1 - session])
    }

    func search(_ pattern: String, count: Int?, unique: Bool) throws -> [HistoryEntry] {
        let fits = "source GLOB ?"
        let once = "id IN (SELECT max(id) FROM cell WHERE \(fits) GROUP BY source)"
        return try last(unique ? once : fits, [Glob.escaped(pattern)], count ?? .max)
    }

    /// The last cells for which `condition` holds, oldest first.
    private func last(
        _ condition: String, _ arguments: StatementArguments, _ count: Int
    ) throws -> [HistoryEntry] {
        let limit = min(max(0, count), HistoryLimit.entries)
        return try queue.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT session, line, source, output FROM cell
                    WHERE \(condition) ORDER BY id DESC LIMIT \(limit)
                    """, arguments: arguments)
            return rows.reversed().compactMap(Self.entry)
        }
    }

    /// The cell in a row; nil if a damaged file holds something else there, on which GRDB's subscripts would trap.
    private static func entry(_ row: Row) -> HistoryEntry? {
        let values = Array(row.databaseValues)
        guard values.count == 4, let session = Int.fromDatabaseValue(values[0]),
            let line = Int.fromDatabaseValue(values[1]), let source = String.fromDatabaseValue(values[2])
        else { return nil }
        return HistoryEntry(
            session: session, line: line, source: source, output: String.fromDatabaseValue(values[3]))
    }
}
