import Foundation
import Testing

@testable import Language

@Suite("What colours cells knows the signature table")
struct HighlightingTests {
    /// The highlighters, with what stands before and behind their tables.
    static let files = [
        ("python/loupe_pygments/__init__.py", "\"\"\""), ("labextension/static/remoteEntry.js", "`"),
    ]

    private static var verbs: String {
        SignatureTable.verbs.map { verb in
            let operand = verb.operands.contains(where: \.isRequired) ? ["_"] : []
            return ([verb.name] + operand + verb.clauses.map(\.name)).joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// `LOUPE_RECORD=1` writes the tables anew.
    @Test("Both highlighters have its verbs, clauses and components", arguments: files)
    func isUpToDate(name: String, quote: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = root.appending(path: "kernelspec/\(name)")
        var text = try String(contentsOf: file, encoding: .utf8)
        let components = SignatureTable.components.map(\.name).joined(separator: " ")
        for (table, rows) in [("VERBS", Self.verbs), ("COMPONENTS", components)] {
            let start = try #require(text.range(of: "\(table) = \(quote)\n")).upperBound
            let end = try #require(text.range(of: quote, range: start..<text.endIndex)).lowerBound
            #expect(text[start..<end] == rows + "\n", "\(name) lacks a change of the signature table")
            text.replaceSubrange(start..<end, with: rows + "\n")
        }
        if ProcessInfo.processInfo.environment["LOUPE_RECORD"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}
