import Phrases
import Testing

@testable import Language

private let signatures = SignatureTable.all

@Test(
    "Every example of the table parses and checks without a word", arguments: signatures.map(\.name),
    Tongue.allCases)
func exampleChecks(name: String, tongue: Tongue) throws {
    let signature = try #require(signatures.first { $0.name == name })
    let example = tongue.speaking { signature.example }
    let plan = Fixture.plan(example)
    #expect(plan.diagnostics.isEmpty, "\(Fixture.rendered(example))")
    #expect(plan.isRunnable)
    #expect(!plan.steps.isEmpty)
    #expect(example.contains(name))
}

@Test("Every row of the table has help, and its form names every clause", arguments: signatures.map(\.name))
func rowIsDocumented(name: String) throws {
    let signature = try #require(signatures.first { $0.name == name })
    #expect(!signature.help.isEmpty)
    for parameter in signature.operands + signature.clauses { #expect(!parameter.help.isEmpty) }
    for clause in signature.clauses { #expect(signature.form.contains(clause.name)) }
    let page = try #require(Reference.topic(name).map { Reference.page(of: $0) })
    #expect(page.plain.contains(signature.help))
    #expect(page.rows.count == signature.operands.count + signature.clauses.count)
}

@Test("No verb is a component, and every alternative names a clause or operand")
func tableIsSound() {
    #expect(Set(signatures.map(\.name)).count == signatures.count)
    for signature in signatures {
        let names = (signature.operands + signature.clauses).map(\.name)
        for word in signature.alternatives.joined() { #expect(names.contains(word)) }
        #expect(Set(signature.clauses.map(\.name)).count == signature.clauses.count)
    }
}

@Test("The listing holds every verb and component once")
func listingIsWhole() {
    #expect(Reference.listing.flatMap(\.rows).map(\.name).sorted() == signatures.map(\.name).sorted())
}

@Test("Every code has a help page whose example checks", arguments: Code.allCases)
func codeHasPage(code: Code) throws {
    let topic = try #require(Reference.topic(code.rawValue))
    let page = Reference.page(of: topic)
    #expect(!page.text.isEmpty && !page.example.isEmpty)
    let (_, isWellFormed) = CellPrinter.statements(of: page.example)
    #expect(isWellFormed, "\(page.example)")
}
