import Datasets
import Testing

@Suite struct ConditionTests {
    let dataset: Dataset

    init() throws {
        dataset = try Dataset(columns: [
            Column(name: "n", values: ["1", "2.5", nil, "-3"]),
            Column(name: "m", values: ["1", "3", "4", nil]),
            Column(name: "t", values: ["good", "not good", nil, "评论"]),
            Column(name: "b", values: ["true", "False", nil, "true"]),
            Column(name: "e", values: [nil, nil, nil, nil]),
        ])
    }

    private func rows(_ condition: Condition) throws -> [Int] {
        let mask = try dataset.mask(where: condition)
        return mask.indices.filter { mask[$0] }
    }

    @Test func everyComparisonOfNumbersHoldsAsItShould() throws {
        let expected: [(Condition.Comparison, [Int])] = [
            (.equal, [1]), (.notEqual, [0, 3]), (.less, [0, 3]), (.lessOrEqual, [0, 1, 3]), (.greater, []),
            (.greaterOrEqual, [1]),
        ]
        for (comparison, chosen) in expected {
            #expect(try rows(.compare(column: "n", comparison, .number(2.5))) == chosen)
            #expect(try rows(.compare(column: "n", comparison, .text("2.50"))) == chosen)
            #expect(try rows(.compare(column: "e", comparison, .number(2.5))) == [])
        }
    }

    @Test func textsCompareByCodePoints() throws {
        #expect(try rows(.compare(column: "t", .equal, .text("good"))) == [0])
        #expect(try rows(.compare(column: "t", .less, .text("h"))) == [0])
        #expect(try rows(.compare(column: "t", .greater, .text("h"))) == [1, 3])
        #expect(try rows(.compare(column: "b", .equal, .boolean(false))) == [1])
        #expect(try rows(.compare(column: "b", .notEqual, .text("true"))) == [1])
        #expect(try rows(.compare(column: "n", .less, .column("m"))) == [1])
    }

    @Test func containsIsLiteralAndInIsAList() throws {
        #expect(try rows(.contains(column: "t", "good")) == [0, 1])
        #expect(try rows(.contains(column: "t", "")) == [0, 1, 3])
        #expect(try rows(.contains(column: "t", ".")) == [])
        #expect(try rows(.isIn(column: "n", [.number(1), .text("-3.0")])) == [0, 3])
        #expect(try rows(.isIn(column: "t", [])) == [])
    }

    @Test func aMissingValueSatisfiesMissingOnly() throws {
        let questions: [Condition] = [
            .compare(column: "n", .equal, .number(9)), .contains(column: "t", "x"),
            .matches(column: "t", "x"),
            .isIn(column: "t", [.text("x")]), .compare(column: "n", .less, .column("m")),
        ]
        for question in questions {
            #expect(try !rows(question).contains(2))
            #expect(try !rows(.not(question)).contains(2))
            #expect(try !rows(.any([question, .not(question)])).contains(2))
        }
        #expect(try rows(.missing(column: "n")) == [2])
        #expect(try rows(.not(.missing(column: "n"))) == [0, 1, 3])
        #expect(try rows(.any([.missing(column: "n"), questions[0]])) == [2])
    }

    @Test func logicIsKleenes() throws {
        // Row 0 of `values` is true, row 1 false, row 2 unknown.
        let values = try Dataset(columns: [
            Column(name: "x", values: ["1", "1", "1", "0", "0", "0", nil, nil, nil]),
            Column(name: "y", values: ["1", "0", nil, "1", "0", nil, "1", "0", nil]),
        ])
        func mask(_ condition: Condition) throws -> String {
            try values.mask(where: condition).map { $0 ? "1" : "0" }.joined()
        }
        let (x, y) = (
            Condition.compare(column: "x", .equal, .number(1)),
            Condition.compare(column: "y", .equal, .number(1))
        )
        #expect(try mask(.all([x, y])) == "100000000")
        #expect(try mask(.any([x, y])) == "111100100")
        #expect(try mask(.not(.all([x, y]))) == "010111010")
        #expect(try mask(.not(.any([x, y]))) == "000010000")
        #expect(try mask(.all([])) == "111111111")
        #expect(try mask(.any([])) == "000000000")
    }

    @Test func mismatchesAreErrorsWithFacts() {
        func found(_ condition: Condition) -> DataError? { error { _ = try rows(condition) } }
        #expect(
            found(.compare(column: "t", .less, .number(1)))
                == .typeMismatch(column: "t", kind: .text, expected: .number, example: "good", row: 1))
        #expect(
            found(.compare(column: "n", .equal, .text("good")))
                == .typeMismatch(column: "n", kind: .number, expected: .text, example: nil, row: nil))
        #expect(
            found(.compare(column: "b", .less, .boolean(true))) == .notOrdered(column: "b", kind: .boolean))
        #expect(
            found(.missing(column: "z")) == .unknownColumn(name: "z", columns: ["n", "m", "t", "b", "e"]))
        var deep = Condition.missing(column: "n")
        for _ in 0..<300 { deep = .not(deep) }
        #expect(found(deep) == .conditionTooDeep(limit: 256))
        #expect(error { try dataset.check(.compare(column: "t", .less, .number(1))) } != nil)
        #expect(error { try dataset.check(.contains(column: "t", "x")) } == nil)
    }

    @Test func keepAndDropShareTheRowsOut() throws {
        let condition = Condition.compare(column: "n", .greater, .number(0))
        #expect(try dataset.keeping(where: condition).columns[0].texts() == ["1", "2.5"])
        #expect(try dataset.dropping(where: condition).columns[0].texts() == ["", "-3"])
    }
}
