import Dispatch
import GRDB
import Glibc
import Testing

@testable import Jupyter

/// A history on disk outlives kernels, is shared by several, and never stands in the way.
@Suite struct SQLiteHistoryTests {
    private static func cell(_ line: Int, _ source: String, output: String? = nil) -> HistoryCell {
        HistoryCell(line: line, source: source, output: output)
    }

    @Test func `cells of earlier runs are found, and sessions count on`() throws {
        try withHistoryFile { file in
            for run in 1...3 {
                var history = SQLiteHistory(paths: [file])
                #expect(history.range(session: 0, start: 0, stop: nil, subshell: nil).isEmpty)
                history.append(Self.cell(1, "run \(run)", output: "\(run)"))
                let present = history.range(session: 0, start: 1, stop: 2, subshell: nil)
                #expect(
                    present == [HistoryEntry(session: run, line: 1, source: "run \(run)", output: "\(run)")])
                let before = history.range(session: -1, start: 1, stop: 2, subshell: nil)
                #expect(before.map(\.session) == (run > 1 ? [run - 1] : []))
                #expect(history.tail(9).map(\.session) == Array(1...run))
            }
        }
    }

    @Test func `the file is readable by its owner alone`() throws {
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file])
            #expect(history.tail(1).isEmpty)
            var status = stat()
            try #require(stat(file, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `kernels that write at once lose nothing and share no session`() throws {
        try withHistoryFile { file in
            DispatchQueue.concurrentPerform(iterations: 4) { writer in
                var history = SQLiteHistory(paths: [file], patience: 60)
                for line in 1...50 {
                    history.append(Self.cell(line, "\(writer)"))
                    history.save()
                }
            }
            var history = SQLiteHistory(paths: [file])
            let sessions = Dictionary(grouping: history.tail(999), by: \.session)
            #expect(Set(sessions.keys) == [1, 2, 3, 4])
            for cells in sessions.values {
                #expect(cells.map(\.line) == Array(1...50))
                #expect(Set(cells.map(\.source)).count == 1)
            }
        }
    }

    @Test(arguments: [
        "not a database, but long enough to look like one".utf8.map { $0 }, Array("SQLite format 3\0".utf8),
    ])
    func `a damaged file is left as it is, and memory serves`(start: [UInt8]) throws {
        try withHistoryFile { file in
            var made = SQLiteHistory(paths: [file])
            #expect(made.tail(1).isEmpty)
            let damaged = start + [UInt8](repeating: 7, count: 5000)
            let descriptor = open(file, O_WRONLY | O_TRUNC)
            try #require(write(descriptor, damaged, damaged.count) == damaged.count)
            close(descriptor)
            var history = SQLiteHistory(paths: [file], patience: 0, restTime: 0)
            for line in 1...3 { history.append(Self.cell(line, "a")) }
            #expect(
                history.tail(2)
                    == [2, 3].map { HistoryEntry(session: 1, line: $0, source: "a", output: nil) })
            #expect(history.complaint?.contains(file) == true)
            #expect(try readFile(file) == damaged)
        }
    }

    @Test func `a file of another program or a later version is left alone`() throws {
        try withHistoryFile { file in
            var made = SQLiteHistory(paths: [file])
            made.append(Self.cell(1, "a"))
            made.save()
            try DatabaseQueue(path: file).write { try $0.execute(sql: "PRAGMA user_version = 9") }
            var history = SQLiteHistory(paths: [file])
            history.append(Self.cell(1, "b"))
            #expect(history.tail(5).map(\.source) == ["b"])
            #expect(history.complaint != nil)
        }
    }

    @Test func `rows that are not cells are passed over`() throws {
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file])
            history.append(Self.cell(1, "a"))
            history.save()
            try DatabaseQueue(path: file).write { db in
                for values in [
                    "1, 'x', 'b', NULL", "'y', 2, 'b', NULL", "1, 2, x'FF', NULL", "1, 2, '', x'FF'",
                ] {
                    let sql = "INSERT INTO cell (session, line, source, output) VALUES (\(values))"
                    try db.execute(sql: sql)
                }
            }
            #expect(history.tail(9).first?.source == "a")
            #expect(history.range(session: 0, start: 0, stop: nil, subshell: nil).first?.source == "a")
            #expect(history.search("*", count: nil, unique: true).first?.source == "a")
        }
    }

    @Test func `a locked file is done without, and written once it is free`() throws {
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file], patience: 0, restTime: 0)
            history.append(Self.cell(1, "a"))
            history.save()
            var unguarded = Configuration()
            unguarded.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: file, configuration: unguarded)
            try other.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
            history.append(Self.cell(2, "b"))
            #expect(history.tail(5).map(\.source) == ["a", "b"])
            #expect(history.complaint?.contains("locked") == true)
            try other.inDatabase { try $0.execute(sql: "COMMIT") }
            history.append(Self.cell(3, "c"))
            #expect(history.tail(5).map(\.line) == [1, 2, 3])
            var later = SQLiteHistory(paths: [file])
            #expect(later.range(session: 1, start: 0, stop: nil, subshell: nil).map(\.line) == [1, 2, 3])
        }
    }

    @Test func `a full disk is done without`() throws {
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file], patience: 0, restTime: 0, pages: 20)
            let long = String(repeating: "x", count: 30_000)
            for line in 1...6 {
                history.append(Self.cell(line, long))
                history.save()
            }
            #expect(history.complaint?.contains("full") == true)
            #expect(history.tail(9).map(\.line) == Array(1...6))
            var later = SQLiteHistory(paths: [file], patience: 0, pages: 20)
            later.append(Self.cell(1, "short"))
            #expect(later.tail(9).map(\.source).last == "short")
            #expect(later.complaint == nil)
        }
    }

    @Test func `where the first place can't be written, the next one is`() throws {
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: ["/dev/null/history.sqlite", "/proc/history.sqlite", file])
            history.append(Self.cell(1, "a"))
            history.save()
            #expect(history.complaint == nil)
            var again = SQLiteHistory(paths: [file])
            #expect(again.tail(1).map(\.source) == ["a"])
        }
        var nowhere = SQLiteHistory(paths: ["/dev/null/history.sqlite"])
        nowhere.append(Self.cell(1, "a"))
        #expect(nowhere.tail(1).map(\.source) == ["a"])
        #expect(nowhere.complaint != nil)
    }

    @Test func `a kernel's last cell is on disk when it has shut down`() throws {
        try withHistoryFile { file in
            for run in 1...2 {
                let kernel = try LiveKernel(history: SQLiteHistory(paths: [file], patience: 60))
                let client = try Client(kernel.connection)
                _ = try client.run("echo \(run)")
                let range: JSON = ["hist_access_type": "range", "session": 0, "output": true]
                let history = try client.ask("history_request", range).reply.content["history"]
                #expect(history == [[.integer(run), 1, [.string("echo \(run)"), .string("\(run)")]]])
                try client.send("execute_request", ["code": "number"])
                #expect(try client.receive(.shell).status == "ok")
                try client.shutDown(kernel)
            }
            var history = SQLiteHistory(paths: [file])
            #expect(history.tail(9).map(\.source) == ["echo 1", "number", "echo 2", "number"])
        }
    }
}
