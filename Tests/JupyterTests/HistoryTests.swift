import Glibc
import Testing

@testable import Jupyter

/// What holds for each kind of history.
@Suite struct HistoryTests {
    /// Calls `body` with each kind of history, which holds five cells.
    private static func forEach(_ body: (inout any History) throws -> Void) throws {
        try withHistoryFile { file in
            for empty: any History in [MemoryHistory(), SQLiteHistory(paths: [file])] {
                var history = empty
                for (line, source) in ["a", "b1", "a", "b2", "b1"].enumerated() {
                    history.append(HistoryCell(line: line + 1, source: source, output: nil))
                }
                try body(&history)
            }
        }
    }

    @Test func `the tail is the last cells, oldest first`() throws {
        try Self.forEach { history in
            #expect(history.tail(2).map(\.line) == [4, 5])
            #expect(history.tail(.max).count == 5)
            #expect(history.tail(-1).isEmpty)
        }
    }

    @Test func `a range ends before its stop`() throws {
        try Self.forEach { history in
            let cases: [(session: Int, start: Int, stop: Int?, lines: [Int])] = [
                (0, 2, 4, [2, 3]), (1, 4, nil, [4, 5]), (-1, 0, nil, []), (.min, .min, .max, []),
                (.max, 0, nil, []), (0, .max, .min, []),
            ]
            for (session, start, stop, lines) in cases {
                let found = history.range(session: session, start: start, stop: stop, subshell: nil)
                #expect(found.map(\.line) == lines)
            }
        }
    }

    @Test func `a unique search keeps the latest of each source`() throws {
        try Self.forEach { history in
            #expect(history.search("*", count: nil, unique: true).map(\.line) == [3, 4, 5])
            #expect(history.search("b*", count: 2, unique: false).map(\.line) == [4, 5])
            #expect(history.search("b?", count: -1, unique: false).isEmpty)
            #expect(history.search("[ab]*", count: nil, unique: false).isEmpty)
        }
    }

    @Test func `each subshell is a session of its own`() throws {
        try Self.forEach { history in
            history.append(HistoryCell(subshell: "s", line: 1, source: "c", output: "3"))
            let present = history.range(session: 0, start: 0, stop: nil, subshell: "s")
            #expect(present == [HistoryEntry(session: 2, line: 1, source: "c", output: "3")])
            #expect(history.range(session: -1, start: 5, stop: nil, subshell: "s").map(\.source) == ["b1"])
            #expect(history.range(session: 0, start: 5, stop: nil, subshell: nil).map(\.source) == ["b1"])
        }
    }

    @Test func `what is too long to keep is let go`() throws {
        try Self.forEach { history in
            let long = String(repeating: "x", count: HistoryLimit.source)
            history.append(HistoryCell(line: 6, source: long + "x", output: nil))
            history.append(HistoryCell(line: 7, source: long, output: long))
            #expect(
                history.tail(2) == [
                    HistoryEntry(session: 1, line: 5, source: "b1", output: nil),
                    HistoryEntry(session: 1, line: 7, source: long, output: nil),
                ])
        }
    }

    @Test func `memory is bounded by count and by size`() {
        var history = MemoryHistory()
        for line in 0..<25_000 { history.append(HistoryCell(line: line, source: "a", output: nil)) }
        #expect(history.tail(.max).count <= HistoryLimit.remembered)
        #expect(history.tail(1).first?.line == 24_999)
        let long = String(repeating: "x", count: 900_000)
        for line in 0..<40 { history.append(HistoryCell(line: line, source: long, output: nil)) }
        #expect(history.tail(.max).reduce(0) { $0 + $1.source.utf8.count } <= HistoryLimit.memory)
    }

    @Test(arguments: [
        ("", "", true), ("*", "", true), ("?", "", false), ("a*c", "abbc", true), ("a*c", "abcb", false),
        ("*b*", "abc", true),
        ("a?c", "a😀c", true), ("**", "x", true), ("a", "ab", false), ("*aab", "aaaaab", true),
        ("[a]", "a", false), ("[a]", "[a]", true), ("a", "A", false), ("?", "e\u{301}", false),
    ])
    func `globs fit whole texts, in memory as on disk`(pattern: String, text: String, fits: Bool) throws {
        #expect(Glob(pattern).matches(text) == fits)
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file])
            history.append(HistoryCell(line: 1, source: text, output: nil))
            #expect(history.search(pattern, count: nil, unique: false).count == (fits ? 1 : 0))
            #expect(history.complaint == nil)
        }
    }

    @Test func `a hostile glob takes no exponential time`() throws {
        let pattern = String(repeating: "*a", count: 200) + "b"
        let text = String(repeating: "a", count: 2000)
        #expect(!Glob(pattern).matches(text))
        try withHistoryFile { file in
            var history = SQLiteHistory(paths: [file])
            history.append(HistoryCell(line: 1, source: text, output: nil))
            #expect(history.search(pattern, count: nil, unique: false).isEmpty)
        }
    }
}

/// Calls `body` with the path of a history file that does not exist yet, in a folder that does not either.
func withHistoryFile(_ body: (String) throws -> Void) throws {
    let folder = "/tmp/loupe-history-\(UInt64.random(in: 0 ... .max))"
    defer {
        for name in ["/kept/history.sqlite-journal", "/kept/history.sqlite"] { unlink(folder + name) }
        for name in ["/kept", ""] { rmdir(folder + name) }
    }
    try body(folder + "/kept/history.sqlite")
}
