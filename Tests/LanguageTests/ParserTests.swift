import Testing

@testable import Language

/// Cells of every production, each with its printed form.
let productions: [(cell: String, printed: String)] = [
    ("describe reviews", "describe reviews"),
    ("describe reviews;", "describe reviews;"),
    ("a = 5", "a = 5"),
    ("a = -0.5", "a = -0.5"),
    ("a = 1e-3", "a = 0.001"),
    ("a = 20%", "a = 20%"),
    ("a = 20 %", "a = 20%"),
    ("a = 7%", "a = 7%"),
    ("a = \"x\\n\\u{4e2d}\"", "a = \"x\\n中\""),
    ("a = 'it\\'s'", "a = \"it's\""),
    ("a = \"\"\"\none \"two\"\nthree\"\"\"", "a = \"one \\\"two\\\"\\nthree\""),
    ("a = true\nb = false\nc = none", "a = true\nb = false\nc = none"),
    ("a = 1..3", "a = 1..3"),
    ("a = [1, \"b\", c]", "a = [1, \"b\", c]"),
    ("a = {x: 1, \"y z\": two}", "a = {x: 1, \"y z\": two}"),
    ("a = `odd name`", "a = `odd name`"),
    ("reviews", "reviews"),
    ("( load )", "(load)"),
    ("x = foo(=1)", "x = foo()"),
    ("fit?", "fit?"),
    ("评论?", "评论?"),
    ("a, b = split r test 20% seed 7", "a, b = split r test 20% seed 7"),
    ("a, b = split r seed 7 test 20%", "a, b = split r seed 7 test 20%"),
    ("r = tfidf(ngrams: 1..2, 5) | logistic", "r = tfidf(ngrams: 1..2, 5) | logistic"),
    (
        "r = words() + encoder(minilm) | scale() | logistic(C: try [1, 2])",
        "r = words() + encoder(minilm) | scale() | logistic(C: try [1, 2])"
    ),
    ("r = (words() | scale()) + x | (y)", "r = (words() | scale()) + x | y"),
    ("r = (a + (b + c)) | (d | e)", "r = a + (b + c) | (d | e)"),
    ("keep d where a = 1 and not b < 2 or c missing", "keep d where a = 1 and not b < 2 or c missing"),
    (
        "keep d where (a = 1 or b = 2) and not (c = x and d != y)",
        "keep d where (a = 1 or b = 2) and not (c = \"x\" and d != \"y\")"
    ),
    (
        "keep d where a in [1, two, \"3\"] and `b c` contains 'x'",
        "keep d where a in [1, \"two\", \"3\"] and `b c` contains \"x\""
    ),
    (
        "keep d where a <= `b` and c >= 5% and d matches \"^x\" and e = true",
        "keep d where a <= `b` and c >= 0.05 and d matches \"^x\" and e = true"
    ),
    ("keep d where text not missing", "keep d where not text missing"),
    ("keep d where not = 1 and in missing", "keep d where `not` = 1 and in missing"),
    (
        "label d as bad when x < 0, \"so so\" when x = 0, good otherwise",
        "label d as bad when x < 0, \"so so\" when x = 0, good otherwise"
    ),
    ("relabel d with {bad: negative, 1: 'x'}", "relabel d with {bad: negative, \"1\": \"x\"}"),
    (
        "load \"f\" text text label label columns on, where",
        "load \"f\" text text label label columns on, where"
    ),
    ("load \"f\" text a, b label c", "load \"f\" text a, b label c"),
    ("load sample reviews", "load sample reviews"),
    ("load sample(reviews)", "load sample reviews"),
    ("report test on test", "report test on test"),
    ("compare a, b + c, d | e on x against y", "compare a, b + c, d | e on x against y"),
    ("r = ( compare+ (b + c)) |(d | e)", "r = (compare + (b + c) | (d | e))"),
    ("similarity \"a\", \"b\" with minilm", "similarity \"a\", \"b\" with minilm"),
    ("评论 ＝ load “评论.csv” text 正文，标题", "评论 = load \"评论.csv\" text 正文, 标题"),
    ("r ＝ tfidf（ngrams：1..2）＋x｜logistic（）；", "r = tfidf(ngrams: 1..2) + x | logistic();"),
    ("keep d where a ≥ １２ and b ≠ 3", "keep d where a >= 12 and b != 3"),
    ("say “他说\"好\"”", "say \"他说\\\"好\\\"\""),
    ("say \"“quoted”\"", "say \"“quoted”\""),
    ("say “mixed\"", "say \"mixed\""),
    ("keep d where rating <-0.5 # not an arrow", "keep d where rating < -0.5"),
    ("a = 20newsgroups", "a = 20newsgroups"),
    ("a = -0", "a = 0"),
    ("or\n\nin", "or\n\nin"),
    ("# only a comment", ""),
    ("", ""),
]

@Test("Every production reads as it should, and prints in one style", arguments: productions.indices)
func productionPrints(index: Int) {
    let (cell, printed) = productions[index]
    let (statements, isWellFormed) = CellPrinter.statements(of: cell)
    #expect(isWellFormed, "\(Fixture.rendered(cell))")
    #expect(CellPrinter.text(statements) == printed)
}

@Test("Printing a parsed cell and parsing it again is the identity", arguments: productions.indices)
func printingRoundTrips(index: Int) {
    let statements = CellPrinter.statements(of: productions[index].cell).statements
    let printed = CellPrinter.text(statements)
    let again = CellPrinter.statements(of: printed)
    #expect(outline(again.statements) == outline(statements))
    #expect(CellPrinter.text(again.statements) == printed)
}

@Test(
    "A cell of which a sign was passed over is not well formed",
    arguments: [
        "x = label reviews good= when rating > 3, bad otherwise", "fit r on train epochs=3",
        "fit r on train epochs: 3", "load \"f\" tex text ]label label columns on, where",
    ])
func passedOver(cell: String) {
    #expect(!CellPrinter.statements(of: cell).isWellFormed)
    #expect(Fixture.codes(cell).contains(.unknownClause))
}

@Test(
    "A statement goes on while something is open, indented, or announced, and ends at a blank line",
    arguments: [
        ("r = tfidf()\n  | logistic()", 1), ("r = tfidf()\n| logistic()", 1),
        ("r = tfidf() |\nlogistic()", 1),
        ("r = tfidf()\n# why not\n| logistic()", 1), ("r = tfidf(\n\nngrams: 1..2\n)", 1),
        ("a = [1,\n2]\nb = 3", 2), ("load \"f\"\n  text body\n  label x\nnames", 2), ("a = 1\nb = 2", 2),
        ("keep d where\nx = 1", 1), ("keep d where x = 1 and\ny = 2", 1), ("a =\n5", 1),
        ("a = 5\n\n  b = 6", 2), ("a = tfidf(\nb = words()\nnames", 3), ("  a = 1\n  b = 2", 2),
        ("compare a,\nb on c", 1),
    ])
func statementsEnd(cell: String, count: Int) {
    #expect(CellPrinter.statements(of: cell).statements.count == count)
}

@Test(
    "Completeness follows the parser's rules",
    arguments: [
        ("names", Completeness.complete), ("", .complete), ("# x", .complete),
        ("r = tfidf() |", .incomplete(indent: "    ")),
        ("r = tfidf() |\n\n", .invalid), ("r = tfidf(", .incomplete(indent: "    ")),
        ("say \"\"\"a\nb", .incomplete(indent: "")),
        ("keep d where", .incomplete(indent: "    ")), ("label d as bad when", .incomplete(indent: "    ")),
        ("a = ]", .invalid), ("say \"x", .invalid), ("r = tfidf()\n  | logistic()", .complete),
        ("x =", .incomplete(indent: "    ")),
        ("  compare a,", .incomplete(indent: "      ")), ("report nothing_known on nowhere", .complete),
        ("a = [1,\n2", .incomplete(indent: "    ")),
    ])
func completeness(cell: String, expected: Completeness) {
    #expect(Completeness.of(cell) == expected)
}

@Test("Several mistakes in a cell are all reported, in the order of the source")
func manyMistakes() {
    let cell =
        "describe reveiws\nreport model on tset\nr = tfidf(ngrm: 1..2) | logistic(C=1)\nx = keep reviews where raiting == 1\n€"
    #expect(
        Fixture.codes(cell) == [
            .unknownName, .unknownName, .unknownOption, .foreignOperator, .unknownColumn, .foreignOperator,
            .unexpectedCharacter,
        ])
}

@Test(
    "Nesting beyond the limit is a mistake, not a crash",
    arguments: ["(", "[", "{a: ", "tfidf(", "keep d where (", "keep d where not "])
func deepNesting(opener: String) {
    let parts = opener.hasPrefix("keep") ? ("keep d where ", String(opener.dropFirst(13))) : ("a = ", opener)
    for depth in [200, 255, 258, 100_000] {
        let plan = Fixture.plan(parts.0 + String(repeating: parts.1, count: depth))
        #expect(plan.diagnostics.contains { $0.code == .tooDeep } == (depth > 256))
    }
}

/// Statements without their places, to be compared.
func outline(_ statements: [Statement]) -> String {
    var text = ""
    var rest = Substring("\(statements)")
    while let range = rest.firstRange(of: "Language.SourceSpan(") {
        text += rest[..<range.lowerBound]
        rest = rest[range.upperBound...].drop { $0 != ")" }.dropFirst()
    }
    return text + rest
}
