import Glibc
import Testing

@testable import Language

/// Reads and records golden files.
///
/// LOUPE_RECORD records anew; a missing file records itself and fails.
enum Golden {
    static func path(_ name: String) -> String {
        let here = #filePath
        let folder = here.lastIndex(of: "/").map { String(here[..<$0]) } ?? "."
        return folder + "/Goldens/" + name
    }

    static func read(_ name: String) -> String? {
        guard let file = fopen(path(name), "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func record(_ name: String, _ text: String) {
        guard let file = fopen(path(name), "w") else { return }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        _ = fwrite(bytes, 1, bytes.count, file)
    }

    static func check(_ name: String, _ text: String) {
        let recorded = getenv("LOUPE_RECORD") == nil ? read(name) : nil
        if recorded == nil { record(name, text) }
        let old = (recorded ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = zip(old, new).first { $0 != $1 }
        #expect(recorded == text, "\(name): \(difference.map { "\($0.0) → \($0.1)" } ?? "recorded anew")")
    }
}

@Test("Every code that reading and checking can give is given by some cell")
func everyCodeIsReached() {
    let reached = Set(CodeCells.all.flatMap { Fixture.codes($0) })
    let checked = Code.allCases.filter { $0.rawValue.hasPrefix("L0") }
    #expect(checked.filter { !reached.contains($0) }.map(\.rawValue) == [])
}

@Test("The messages of reading and checking are as recorded")
func checkedMessages() {
    let text = CodeCells.all.map { Fixture.rendered($0) }.joined(separator: "\n\n")
    Golden.check("checked.txt", text + "\n")
}

@Test("The messages of running and the warnings are as recorded, and every code has one")
func runMessages() {
    let source = SourceText("model = fit classical on train")
    let codes = Set(CodeCells.problems.map(\.code))
    #expect(Code.allCases.filter { !$0.rawValue.hasPrefix("L0") && !codes.contains($0) } == [])
    let text = CodeCells.problems.map { problem in
        DiagnosticRenderer().render([Diagnostic(problem, at: SourceSpan(8, 11))], in: source)
    }
    Golden.check("running.txt", text.joined(separator: "\n\n") + "\n")
}

@Test("Pages of help are as recorded")
func helpPages() {
    let pages = SignatureTable.all.map { Reference.page(of: $0).plain }
    Golden.check("help.txt", pages.joined(separator: "\n\n") + "\n")
}

@Test("A sentence is one line without a final point, and a message suggests one thing at most")
func messagesKeepTheirForm() {
    for cell in CodeCells.all {
        for diagnostic in Fixture.plan(cell).diagnostics {
            let sentence = DiagnosticRenderer().sentence(diagnostic)
            #expect(!sentence.isEmpty && !sentence.hasSuffix(".") && !sentence.contains("\n"))
            let text = DiagnosticRenderer().lines(diagnostic, in: SourceText(cell)).joined()
            #expect(text.split(separator: "did you mean").count <= 2)
        }
    }
}
