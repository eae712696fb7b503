import Testing

@testable import Jupyter

@Suite struct HistoryTests {
    private let history = {
        var history = MemoryHistory()
        for (line, source) in ["a", "b1", "a", "b2", "b1"].enumerated() {
            history.append(HistoryEntry(session: 1, line: line + 1, source: source, output: nil))
        }
        return history
    }()

    @Test func `the tail is the last cells, oldest first`() {
        #expect(history.tail(2).map(\.line) == [4, 5])
        #expect(history.tail(99).count == 5)
        #expect(history.tail(-1).isEmpty)
    }

    @Test func `a range ends before its stop`() {
        #expect(history.range(session: 0, start: 2, stop: 4).map(\.line) == [2, 3])
        #expect(history.range(session: 1, start: 4, stop: nil).map(\.line) == [4, 5])
        #expect(history.range(session: -1, start: 0, stop: nil).isEmpty)
        #expect(history.range(session: 0, start: .max, stop: .min).isEmpty)
    }

    @Test func `a unique search keeps the latest of each source`() {
        #expect(history.search("*", count: nil, unique: true).map(\.line) == [3, 4, 5])
        #expect(history.search("b*", count: 2, unique: false).map(\.line) == [4, 5])
        #expect(history.search("b?", count: -1, unique: false).isEmpty)
    }

    @Test(arguments: [
        ("", "", true), ("*", "", true), ("?", "", false), ("a*c", "abbc", true), ("a*c", "abcb", false),
        ("*b*", "abc", true),
        ("a?c", "a😀c", true), ("**", "x", true), ("a", "ab", false), ("*aab", "aaaaab", true),
        ("[a]", "a", false),
    ])
    func `globs fit whole texts`(pattern: String, text: String, fits: Bool) {
        #expect(Glob(pattern).matches(text) == fits)
    }

    @Test func `a hostile glob takes no exponential time`() {
        let pattern = String(repeating: "*a", count: 200) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000)))
    }
}
