import Datasets
import Foundation
import Testing

@Suite struct DatasetTests {
    let reviews: Dataset

    init() throws {
        reviews = try read(
            "id,rating,review\n1,-2.5,bad bad\n2,0,so so\n3,NA,so so\n4,2.5,很好 👍\n5,3,bad bad\n",
            options: ReadOptions(roles: .init(text: ["review"]))
        ).dataset
    }

    private let rules = [
        LabelRule("bad", when: .compare(column: "rating", .less, .number(-0.5))),
        LabelRule("good", when: .compare(column: "rating", .greater, .number(0.5))),
        LabelRule("medium", when: nil),
    ]

    @Test func theFirstRuleThatMatchesWins() throws {
        let labelling = try reviews.labelled(by: rules)
        #expect(labelling.dataset.columns.last?.texts() == ["bad", "medium", "medium", "good", "good"])
        #expect(try labelling.dataset.classes() == ["bad", "good", "medium"])
        #expect(labelling.counts.map(\.rows) == [1, 2, 2])
        #expect(labelling.unlabelled == 0)
        let partial = try reviews.labelled(by: Array(rules.prefix(2)))
        #expect(partial.unlabelled == 2)
        #expect(try partial.dataset.labelCoding().codes == [0, nil, nil, 1, 1])
        let renamed = try labelling.dataset.relabelled([("medium", "good")])
        #expect(try renamed.classes() == ["bad", "good"])
        #expect(
            error { _ = try renamed.relabelled([("medium", "x")]) }
                == .unknownLabel(name: "medium", labels: ["bad", "good"]))
    }

    @Test func marksInNumberColumnsAreMissingAndReported() throws {
        let reading = try read("a,b\n1,NA\nNaN,2\n3,x\n")
        #expect(reading.dataset.columns.map(\.kind) == [.number, .text])
        #expect(reading.missingMarks.map(\.column) == ["a"])
        #expect(reading.missingMarks.map(\.marks) == [["NaN"]])
        #expect(reading.missingMarks.map(\.count) == [1])
        #expect(reading.dataset.columns[0][1] == nil)
    }

    @Test func rolesAreDetectedWithReasons() throws {
        var text = "id,body,sentiment\n"
        for row in 0..<40 { text += "\(row),this is the \(row)th text,\(row % 2 == 0 ? "good" : "bad")\n" }
        let reading = try read(text)
        #expect(reading.dataset.roles == Dataset.Roles(text: ["body"], label: "sentiment"))
        #expect(reading.detection.text?.reason == .usualName)
        let other = try read(text.replacing("body", with: "x").replacing("sentiment", with: "y"))
        #expect(other.dataset.roles == Dataset.Roles(text: ["x"], label: "y"))
        #expect(other.detection.label?.reason == .fewValues(distinct: 2))
    }

    @Test func duplicatesAndConflictsAreCounted() throws {
        let labelled = try reviews.labelled(by: rules).dataset
        let found = try labelled.deduplicated()
        #expect(found.removed == 2)
        #expect(found.dataset.columns[0].texts() == ["1", "2", "4"])
        #expect(found.conflicts.map(\.labels) == [["bad", "good"]])
        #expect(found.conflicts.map(\.rows) == [[1, 5]])
        #expect(try reviews.prefix(1).overlap(with: reviews.prefix(2, from: 3)) == 1)
        #expect(try reviews.prefix(2).overlap(with: reviews.prefix(1, from: 3)) == 0)
    }

    @Test func summaryTellsWhatIsThere() throws {
        let summary = try reviews.labelled(by: rules).dataset.summary()
        #expect(summary.rows == 5)
        #expect(summary.columns.map(\.distinct) == [5, 4, 3, 3])
        #expect(summary.columns.map(\.missing) == [0, 1, 0, 0])
        #expect(summary.columns[1].range?.mean == 0.75)
        #expect(summary.classes.map(\.label) == ["bad", "good", "medium"])
        #expect(summary.lengths?.least == 4 && summary.lengths?.greatest == 7 && summary.lengths?.median == 5)
        #expect(summary.duplicates == 2 && summary.conflicts == 1)
        #expect(summary.scripts.map(\.script) == [.latin, .han])
    }

    @Test func selectionsOfSelectionsAndAppending() throws {
        let some = try reviews.rows([4, 0, 2]).rows([2, 0])
        #expect(some.columns[0].texts() == ["3", "5"])
        #expect(try some.appending([reviews.prefix(1)]).dataset.columns[0].texts() == ["3", "5", "1"])
        #expect(error { _ = try reviews.rows([5]) } == .noSuchRow(row: 5, count: 5))
        #expect(reviews.prefix(99, from: 4).count == 1 && reviews.prefix(-1).count == 0)
        #expect(reviews.columns[0][-1] == nil && reviews.columns[0][5] == nil)
    }

    @Test func severalTextColumnsAreJoined() throws {
        let two = try reviews.with(roles: .init(text: ["id", "review"]))
        #expect(try two.texts()[3] == "4\n很好 👍")
        #expect(
            error { _ = try reviews.with(roles: .init(text: ["z"])) }
                == .unknownColumn(name: "z", columns: ["id", "rating", "review"]))
        #expect(error { _ = try reviews.classes() } == .noRole(.label, columns: ["id", "rating", "review"]))
    }

    @Test(arguments: [
        ("1", 1.0), ("-0.5", -0.5), ("+2.", 2), (".5", 0.5), ("1e3", 1000), ("1E-2", 0.01), (" 7 ", 7),
        ("0.1", 0.1),
        ("123456789012345678901234567890", 123456789012345677877719597056),
        ("5e-324", .leastNonzeroMagnitude),
        ("1.7976931348623157e308", .greatestFiniteMagnitude),
        ("9007199254740993", 9007199254740992), ("0.000000000000000000000001", 1e-24),
    ]) func numbersAreReadExactly(_ text: String, _ value: Double) throws {
        #expect(try Column(name: "n", values: [text]).numbers() == [value])
    }

    @Test func numbersHaveTheBitsThatPythonGivesThem() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/numbers.tsv")
            .path
        let dataset = try Dataset.read(file, options: ReadOptions(columns: ["text", "bits"])).dataset
        let values = try dataset.column("text").numbers()
        let bits = try dataset.column("bits").texts().map { UInt64($0, radix: 16) }
        #expect(values.map(\.bitPattern) == bits && values.count > 1000)
    }

    @Test(arguments: ["", "-", ".", "1e", "e5", "1,000", "0x10", "inf", "nan", "1 2", "--1", "1e999", "٣"])
    func whatIsNoNumberIsText(_ text: String) throws {
        #expect(try Column(name: "n", values: ["1", text, "x"]).numbers()[1].isNaN)
    }

    @Test func jsonLinesGiveColumnsByKey() throws {
        let reading = try read(
            "{\"a\": 1, \"b\": \"x\\n\\u4e2d\\ud83d\\udc4d\"}\n\n{\"b\": null, \"c\": [1, {\"d\": \"]\"}], \"a\": true}\nnot json\n{\"a\":2}\n",
            "t.jsonl")
        #expect(reading.dataset.columnNames == ["a", "b", "c"])
        #expect(
            cells(reading.dataset) == [
                ["1", "x\n中👍", nil], ["true", nil, "[1, {\"d\": \"]\"}]"], ["2", nil, nil],
            ])
        #expect(reading.badRows.map(\.line) == [4])
        #expect(reading.badRows.map(\.fault) == [.notJSON(column: 1)])
    }

    @Test func aPeekReadsTheHeaderOnly() throws {
        try withFile(("a,text\n" + String(repeating: "1,hello there\n", count: 500)).utf8) { file in
            let header = try Dataset.peek(file)
            #expect(header.columns == ["a", "text"] && header.sample.count == 100 && !header.isWhole)
            #expect(header.roles.text == ["text"])
        }
    }

    @Test(arguments: [("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999)] as [(String, UInt64)])
    func theHashOfAFileIsXXH64(_ text: String, _ hash: UInt64) throws {
        #expect(try read(text).dataset.source?.hash == hash)
    }
}
