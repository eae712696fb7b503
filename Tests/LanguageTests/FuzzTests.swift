import Glibc
import Testing

@testable import Language

/// A small seeded generator (SplitMix64), so that every failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How many cells each kind of fuzzing tries; LOUPE_FUZZ sets another number.
private let fuzzCount: Int = getenv("LOUPE_FUZZ").flatMap { Int(String(cString: $0)) } ?? 2000

private let pieces: [String] = [
    "load", "keep", "label", "split", "fit", "report", "explain", "compare", "say", "where", "as", "on",
    "for", "text",
    "reviews", "model", "test", "rating", "body", "tfidf", "logistic", "encoder", "minilm", "when",
    "otherwise", "and",
    "or", "not", "in", "missing", "contains", "try", "true", "none", "(", ")", "[", "]", "{", "}", ",", ":",
    "=", "==",
    "+", "|", ";", "?", "..", "!=", "<", "<=", "<-", "-", ".", "*", "\"", "'", "`", "\"\"\"", "\\", "#", "\n",
    "\n\n", "  ",
    "\t", "\r\n", "1", "0.5", "20%", "1e999", "-3", "1..2", "\"x\"", "`a b`", "评论", "，", "：", "“", "”", "＝",
    "（", "👩‍👩‍👧", "e\u{301}",
    "\u{0}", "\u{202E}", "\u{2028}", "n" + String(repeating: "9", count: 400),
]

/// Everything that reads a cell must come to an end, and keep its spans inside.
private func exercise(_ cell: String, cursor: Int) -> Bool {
    let plan = Fixture.plan(cell)
    let size = plan.source.bytes.count
    var holds = plan.diagnostics.allSatisfy { diagnostic in
        let spans = [diagnostic.span].compactMap { $0 } + diagnostic.related.map(\.span)
        return !spans.isEmpty && spans.allSatisfy { $0.start >= 0 && $0.end <= size }
    }
    for step in plan.steps { holds = holds && step.span.start >= 0 && step.span.end <= size }
    if cursor % 8 == 0 { _ = DiagnosticRenderer(style: .ansi).render(plan.diagnostics, in: plan.source) }
    let count = cell.unicodeScalars.count
    let at = cursor % (count + 1)
    let completion = Fixture.scope.completion(of: cell, at: at)
    holds = holds && completion.start >= 0 && completion.start <= completion.end && completion.end <= count
    _ = Fixture.scope.inspection(of: cell, at: at)
    _ = Completeness.of(cell)
    let (statements, isWellFormed) = CellPrinter.statements(of: cell)
    if isWellFormed {
        let again = CellPrinter.statements(of: CellPrinter.text(statements)).statements
        if outline(again) != outline(statements) { holds = false }
    }
    return holds
}

@Test("Random bytes never trap, and spans stay inside")
func fuzzBytes() {
    var random = SplitMix64(state: 1)
    for round in 0..<fuzzCount {
        let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }
        let cell = String(decoding: bytes, as: UTF8.self)
        guard exercise(cell, cursor: Int.random(in: 0...200, using: &random)) else {
            Issue.record("round \(round): \(cell.debugDescription)")
            return
        }
    }
}

@Test("Random sequences of tokens never trap, and spans stay inside")
func fuzzTokens() {
    var random = SplitMix64(state: 2)
    for round in 0..<fuzzCount {
        let words = (0..<Int.random(in: 0...25, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }
        let cell = words.joined(separator: Bool.random(using: &random) ? " " : "")
        guard exercise(cell, cursor: Int.random(in: 0...200, using: &random)) else {
            Issue.record("round \(round): \(cell.debugDescription)")
            return
        }
    }
}

@Test("Mutated real cells never trap, and spans stay inside")
func fuzzMutations() {
    var random = SplitMix64(state: 3)
    let seeds = productions.map(\.cell) + Mistakes.all.map(\.cell) + SignatureTable.verbs.map(\.example)
    for round in 0..<fuzzCount {
        var scalars = Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0...scalars.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0 where at < scalars.count: scalars.remove(at: at)
            case 1:
                scalars.insert(
                    contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars, at: at)
            default: scalars = Array(scalars[at...] + scalars[..<at])
            }
        }
        let cell = String(String.UnicodeScalarView(scalars))
        guard exercise(cell, cursor: Int.random(in: 0...200, using: &random)) else {
            Issue.record("round \(round): \(cell.debugDescription)")
            return
        }
    }
}
