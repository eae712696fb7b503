import Testing

@testable import Language

@Test("Bytes, code points and lines convert into each other, whatever the script")
func lineMapConverts() {
    let source = SourceText("a = \"中👍\"\r\nb\u{301} = 2\rc\n")
    #expect(source.lines.starts == [0, 15, 23, 25])
    for (index, byte) in [0, 1, 2, 3, 4, 5, 8, 12].enumerated() {
        #expect(source.lines.codePoint(ofByte: byte) == index)
        #expect(source.lines.byte(ofCodePoint: index) == byte)
    }
    #expect(source.lines.position(ofByte: 12) == .init(line: 1, column: 8))
    #expect(source.lines.position(ofByte: 18) == .init(line: 2, column: 3))
    #expect(source.text(of: source.lines.span(ofLine: 1)) == "a = \"中👍\"")
}

@Test("Positions outside the text are clamped", arguments: [-5, 0, 3, 99, Int.max, Int.min])
func positionsClamp(offset: Int) {
    let source = SourceText("é\n中")
    #expect((0...6).contains(source.lines.byte(ofCodePoint: offset)))
    #expect((0...3).contains(source.lines.codePoint(ofByte: offset)))
    _ = source.lines.position(ofByte: offset)
    _ = source.text(of: SourceSpan(offset, 4))
}

@Test(
    "Wide characters take two cells, joined ones as many as they show",
    arguments: [
        ("abc", 3), ("评论", 4), ("，", 2), ("e\u{301}", 1), ("👍", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("한", 2), ("", 0),
    ])
func displayWidth(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
}

@Test("Carets stand under wide characters")
func caretsUnderHan() {
    let text = Fixture.rendered("评论 = load \"reviews.csv\" text 正文")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "error[L012] unknown column \"正文\"")
    let margin = String(lines[2].prefix { " \u{3000}".contains($0) })
    let source = lines[1].prefix(upTo: lines[1].firstRange(of: "正文")?.lowerBound ?? lines[1].startIndex)
    #expect(DisplayWidth.of(margin) == DisplayWidth.of(String(source)))
    // Character below character, wide below wide: in place whatever a font's widths are.
    #expect(margin.map { DisplayWidth.of(String($0)) } == source.map { DisplayWidth.of(String($0)) })
    #expect(lines[2].contains("\u{FE3F}\u{FE3F} not in this file"))
}

@Test("A caret in a long line shows what is around it")
func longLinesAreCut() {
    let long = "say \"" + String(repeating: "x", count: 5000) + "\" €"
    let lines = Fixture.rendered(long).split(separator: "\n").map(String.init)
    #expect(lines[1].count < 130)
    #expect(lines[2].contains("^"))
}

@Test("Nothing from a cell can control the terminal or break the line")
func renderedTextIsInert() {
    let text = Fixture.rendered("say `\u{1B}[31m\u{202E}x")
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
}

@Test("The ANSI style carries the same words as the plain one")
func ansiHoldsSameWords() {
    let plan = Fixture.plan("describe reveiws\nreport model")
    let ansi = DiagnosticRenderer(style: .ansi).render(plan.diagnostics, in: plan.source)
    var plain = ""
    var isEscape = false
    for scalar in ansi.unicodeScalars {
        if scalar == "\u{1B}" { isEscape = true }
        if !isEscape { plain.unicodeScalars.append(scalar) }
        if scalar == "m" { isEscape = false }
    }
    #expect(plain == DiagnosticRenderer().render(plan.diagnostics, in: plan.source))
    #expect(ansi.contains("\u{1B}[38;2;"))
}

@Test("An unclosed bracket on a line of up to 100 cells is shown once, with both places below it")
func unclosedBracketOnce() {
    let text = Fixture.rendered(
        "model = logistic(words(body, ngrams: 1..2, min: 2, weighting: tfidf), penalty: l2, C: 1")
    let shown = text.split(separator: "\n").filter { $0.contains("│") && $0.contains("logistic(") }
    #expect(shown.count == 1, Comment(rawValue: text))
}
