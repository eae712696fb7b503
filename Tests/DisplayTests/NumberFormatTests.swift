import Display
import Testing

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (NumberFormat.fixed(2), 1234.565, "1,234.57"), (.fixed(0), 1e6, "1,000,000"), (.fixed(0), 999, "999"),
        (.fixed(3), -0.0001, "0.000"),
        (.fixed(1), -2.25, "-2.2"), (.fixed(2), .nan, "–"), (.fixed(2), -.infinity, "-∞"),
        (.significant(3), 0.0012345, "0.00123"),
        (.significant(3), 123456, "123,456"), (.significant(2), 1.0, "1.0"),
        (.significant(3), 1.5e-9, "1.50e-9"), (.significant(2), 0.0999, "0.10"),
        (.automatic, 3, "3"), (.automatic, 0.123456, "0.1235"), (.automatic, 2.5, "2.5"),
        (.automatic, 1e20, "1e20"), (.percent(1), 0.2564, "25.6%"),
        (.percent(0), 1, "100%"), (.duration, 0.0123, "12 ms"), (.duration, 0.9999, "1.0 s"),
        (.duration, 3.44, "3.4 s"), (.duration, 125, "2 min 5 s"),
        (.duration, 3720, "1 h 2 min"), (.duration, 59.96, "1 min 0 s"), (.duration, 0.000_002, "2 µs"),
        (.duration, 0, "0 s"), (.bytes, 512, "512 B"),
        (.bytes, 1234, "1.2 kB"), (.bytes, 999_900, "1.0 MB"), (.bytes, 123e6, "123 MB"),
        (.fixed(400), 0.5, "0.500000000000000"),
    ]) func writesNumbers(_ format: NumberFormat, _ value: Double, _ expected: String) {
        #expect(format.text(value) == expected)
    }

    @Test func signsAreShownWhereAsked() {
        #expect(NumberFormat.fixed(2).text(0.5, signed: true) == "+0.50")
        #expect(NumberFormat.fixed(2).text(0.001, signed: true) == "0.00")
        #expect(NumberFormat.count(-1_234_567) == "-1,234,567")
        #expect(NumberFormat.count(.min) == "-9,223,372,036,854,775,808")
        for power in -330...310 {
            #expect(
                !NumberFormat.automatic.text(Double(sign: .plus, exponent: power * 3, significand: 1.1))
                    .isEmpty)
        }
    }

    @Test func spansThatMakeNoSenseAreMended() {
        let text = "评论 ok"
        let spans: [HighlightedText.Span] = [
            .init(1..<2, 1), .init(-5..<4, 0.5), .init(7..<99, -1), .init(3..<3, 1), .init(0..<1, .nan),
            .init(90..<95, 1),
        ]
        #expect(HighlightedText(text, spans: spans, showsKey: false).plainText == "[评论 +0.50] [ok -1.00]")
    }

    @Test func everythingEmptyStillRenders() {
        let empties: [any Displayable] = [
            Table(columns: [], rows: []), Table(columns: [], rows: [["x"]]),
            HeatMap(rowNames: [], columnNames: [], values: []),
            HeatMap(rowNames: ["a"], columnNames: ["b"], values: []), BarChart(bars: []), KeyValues([]),
            Page([]), HighlightedText("", spans: []),
            Progress(task: "", done: 0, total: 0, unit: "", seconds: 0),
            BarChart(bars: [.init("n", .nan), .init("i", .infinity)]),
        ]
        for display in empties { #expect(display.bundle[.html] == display.html) }
    }
}
