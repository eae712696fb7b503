import Glibc
import Testing

@testable import Language

/// How many cells are made; LOUPE_FUZZ sets another number.
private let cellCount: Int = getenv("LOUPE_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1500

/// Generated cells, the same ones in every run.
private func forEachCell(_ count: Int = cellCount, _ body: (String, inout SplitMix64) -> Bool) -> Set<String>
{
    var generator = CellGenerator(seed: 4)
    var random = SplitMix64(state: 5)
    var failures = 0
    for round in 0..<count where failures < 8 {
        let cell = generator.cell()
        if body(cell, &random) { continue }
        Issue.record("round \(round): \(cell)\n\(Fixture.rendered(cell))")
        failures += 1
    }
    return generator.made
}

@Test("Generated cells check without an error, print and parse again as the same, and reach every production")
func generatedCellsCheck() {
    let made = forEachCell { cell, _ in
        guard Fixture.plan(cell).isRunnable else { return false }
        let (statements, isWellFormed) = CellPrinter.statements(of: cell)
        let again = CellPrinter.statements(of: CellPrinter.text(statements)).statements
        return isWellFormed && outline(again) == outline(statements)
    }
    var wanted = CellGenerator.Form.allCases.map(\.rawValue) + Comparison.Operator.allCases.map(\.rawValue)
    for signature in SignatureTable.all {
        wanted += [signature.name] + signature.clauses.map { signature.name + " " + $0.name }
    }
    #expect(wanted.filter { !made.contains($0) } == [])
}

@Test("All places of a generated cell lie on characters inside it")
func generatedSpansFit() {
    _ = forEachCell { cell, _ in
        let plan = Fixture.plan(cell)
        var spans = Lexer.tokens(of: plan.source).tokens.map(\.span)
        for step in plan.steps {
            spans += [step.span] + step.targets.map(\.span)
            spans +=
                step.command.map { $0.operands.map(\.span) + $0.clauses.flatMap { $0.values.map(\.span) } }
                ?? []
        }
        return spans.allSatisfy { fits($0, plan.source) }
    }
}

/// Whether a span lies inside a source and cuts no character.
func fits(_ span: SourceSpan, _ source: SourceText) -> Bool {
    let bytes = source.bytes
    return span.start >= 0 && span.end <= bytes.count
        && [span.start, span.end].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
}

@Test("At every prefix of a generated cell, completeness and parser agree")
func prefixesAgree() {
    _ = forEachCell(cellCount / 10) { cell, _ in
        var prefix = ""
        return cell.allSatisfy { character in
            defer { prefix.append(character) }
            let hasMistakes = Parser.parse(SourceText(prefix)).diagnostics.contains { $0.severity == .error }
            switch Completeness.of(prefix) {
            case .complete: return !hasMistakes
            case .invalid: return hasMistakes
            case .incomplete: return true
            }
        } && Completeness.of(cell) != .invalid
    }
}

@Test("What completion offers in a generated cell is never refused in its place")
func completionIsAccepted() {
    _ = forEachCell(cellCount / 5) { cell, random in
        let scalars = Array(cell.unicodeScalars)
        let cursor = Int.random(in: 0...scalars.count, using: &random)
        let completion = Fixture.scope.completion(of: cell, at: cursor)
        guard let offered = completion.candidates.randomElement(using: &random) else { return true }
        let before = String(String.UnicodeScalarView(scalars[..<completion.start]))
        let plan = Fixture.plan(before + offered.text)
        let start = before.utf8.count
        // What is missing behind the word is reported behind it.
        let end = start + offered.text.utf8.count - (offered.text.hasSuffix(": ") ? 2 : 0)
        let refused = plan.diagnostics.first {
            guard let span = $0.span, $0.severity == .error, !lacksMore.contains($0.code) else {
                return false
            }
            // what `tune` is to try may stand behind
            if case .meaning(.nothingTried) = $0.problem { return false }
            return span.start < end && span.end > start
        }
        if let refused { Issue.record("\(before)‸\(offered.text): \(refused.code) \(refused.problem)") }
        return refused == nil
    }
}

/// Codes of what is still missing, which are reported at the word that needs it; and of data that lack a column
/// with a role, which completion doesn't look at.
private let lacksMore: Set<Code> = [
    .missingOperand, .missingClause, .missingOption, .incompleteRecipe, .noTexts, .noLabels,
]
