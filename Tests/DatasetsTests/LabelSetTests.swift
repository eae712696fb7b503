import Testing

@testable import Datasets

@Suite("Several labels in a cell")
struct LabelSetTests {
    private func dataset(_ cells: [String?], separator: String = ";") throws -> Dataset {
        try Dataset(
            columns: [
                try Column(name: "text", values: cells.indices.map { "text \($0)" }),
                try Column(name: "topics", values: cells),
            ], roles: Dataset.Roles(text: ["text"], label: "topics", separator: separator))
    }

    @Test("Separators, blanks, JSON lists, repeated labels and empty cells")
    func cells() throws {
        let found = try dataset(
            [
                "sport; politics", " sport ;", nil, "[\"politics\", \"体育\"]", "[]", ";;", "sport;sport",
                "[1, 2]",
            ]
        ).labelSets()
        #expect(found.names == ["1", "2", "politics", "sport", "体育"])
        #expect(found.sets == [[2, 3], [3], [], [2, 4], [], [], [3], [0, 1]])
        #expect(found.counts == [1, 1, 2, 3, 1] && found.cardinality == 1 && found.distinct == 5)
    }

    @Test("A list that is no JSON is read by its separators; any separator will do")
    func separators() throws {
        #expect(try dataset(["[a; b"]).labelSets().names == ["[a", "b"])
        #expect(try dataset(["[[\"a\"]]"]).labelSets().names == ["[[\"a\"]]"])
        #expect(try dataset(["a, b || c"], separator: "||").labelSets().names == ["a, b", "c"])
        #expect(try dataset(["甲、乙"], separator: "、").labelSets().names == ["乙", "甲"])
    }

    @Test("A JSON Lines file keeps its lists, and the summary counts each label")
    func lines() throws {
        let lines = """
            {"body": "one", "topics": ["b", "a"]}
            {"body": "two", "topics": []}
            {"body": "three", "topics": null}
            {"body": "four", "topics": ["a\\"\\u4e2d"]}
            """
        let options = ReadOptions(
            format: .jsonLines, roles: Dataset.Roles(text: ["body"], label: "topics", separator: ";"))
        let data = try Dataset.read(contents: Array(lines.utf8), name: "d.jsonl", options: options).dataset
        #expect(try data.labelSets().names == ["a", "a\"中", "b"])
        #expect(try data.labelSets().sets == [[0, 2], [], [], [1]])
        let summary = try data.summary()
        #expect(summary.classes.map(\.rows) == [1, 1, 1] && summary.unlabelled == 2)
        #expect(summary.several?.cardinality == 0.75 && summary.several?.distinct == 3)
        #expect(try data.classes() == ["a", "a\"中", "b"])
    }

    @Test("Labels are renamed and merged within cells")
    func relabelled() throws {
        let data = try dataset(["a; b", "c", "b;c"]).relabelled([(old: "b", new: "a"), (old: "c", new: "d")])
        #expect(try data.labelSets().names == ["a", "d"])
        #expect(try data.labelSets().sets == [[0], [1], [0, 1]])
        #expect(throws: DataError.unknownLabel(name: "x", labels: ["a", "d"])) {
            try data.relabelled([(old: "x", new: "y")])
        }
    }

    @Test("Rows are drawn, split and kept with their sets; datasets keep them when appended")
    func rows() throws {
        let data = try dataset((0..<40).map { $0 % 3 == 0 ? "a;b" : $0 % 3 == 1 ? "a" : nil })
        var random = SystemRandomNumberGenerator()
        let split = try data.split(SplitPlan(test: 0.25, stratify: "topics"), using: &random)
        #expect(split.train.hasSeveralLabels && split.test.count == 10)
        let again = try split.train.appending([split.test]).dataset
        #expect(try again.labelSets().counts == data.labelSets().counts)
    }

    @Test("The rarest label of each set, by which folds are dealt out")
    func rarest() {
        #expect(LabelSets.rarest([[0, 1], [0], [], [0, 2], [1, 2]], labels: 3) == [1, 0, 3, 2, 1])
    }
}
