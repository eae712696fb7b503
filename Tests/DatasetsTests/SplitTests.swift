import Datasets
import Testing

@Suite struct SplitTests {
    /// `sizes` rows of each class, mixed, with an id.
    private func dataset(_ sizes: [Int]) throws -> Dataset {
        let labels = sizes.enumerated().flatMap { [String](repeating: "c\($0)", count: $1) }
        let mixed = labels.indices.map { labels[($0 * 7919) % labels.count] }
        let isMix = labels.count % 7919 != 0
        return try Dataset(
            columns: [
                Column(name: "id", values: labels.indices.map { String($0) }),
                Column(name: "label", values: isMix ? mixed : labels),
            ], roles: .init(label: "label"))
    }

    private func ids(_ dataset: Dataset) -> [Int] { dataset.columns[0].texts().compactMap { Int($0) } }

    @Test(
        arguments: [[10, 10], [7, 3, 1], [100, 1, 1, 1], [13, 29, 31], [250, 250, 500]],
        [0.1, 0.2, 1.0 / 3, 0.5, 0.77])
    func everyRowIsInOnePartAndClassesKeepTheirShare(_ sizes: [Int], _ share: Double) throws {
        let data = try dataset(sizes)
        var random = TestRandom(state: 5)
        let split = try data.split(SplitPlan(test: share, dev: 0.15, stratify: "label"), using: &random)
        let dev = try #require(split.dev)
        let parts = [split.train, dev, split.test].map(ids)
        #expect(parts.flatMap(\.self).sorted() == Array(0..<data.count))
        for part in parts { #expect(part == part.sorted()) }
        #expect(abs(Double(split.test.count) - Double(data.count) * share) <= 0.5001)
        let whole = try data.labelCoding()
        for (name, size) in zip(whole.names, whole.counts) {
            let taken = split.test.columns[1].texts().count { $0 == name }
            #expect(abs(Double(taken) - Double(size) * share) < 1, "\(name): \(taken) of \(size) at \(share)")
        }
    }

    @Test func theSameSeedGivesTheSameRowsForEver() throws {
        let data = try dataset([12, 8])
        var random = TestRandom(state: 42)
        let split = try data.split(SplitPlan(test: 0.25, stratify: "label"), using: &random)
        var again = TestRandom(state: 42)
        #expect(
            ids(try data.split(SplitPlan(test: 0.25, stratify: "label"), using: &again).test)
                == ids(split.test))
        #expect(ids(split.test) == pinned)
        var plain = TestRandom(state: 42)
        let drawn = ids(try data.split(SplitPlan(test: 0.25), using: &plain).test)
        #expect(drawn == pinnedPlain)
    }

    private let pinned = [2, 3, 15, 17, 19]
    private let pinnedPlain = [1, 7, 9, 15, 16]

    @Test func badSharesAndEmptyPartsAreRefused() throws {
        let data = try dataset([3])
        var random = TestRandom(state: 1)
        for plan in [
            SplitPlan(test: 0), SplitPlan(test: 1), SplitPlan(test: .nan), SplitPlan(test: 0.6, dev: 0.5),
        ] {
            guard case .badShare = error({ _ = try data.split(plan, using: &random) }) else {
                return #expect(Bool(false))
            }
        }
        #expect(
            error { _ = try data.split(SplitPlan(test: 0.1), using: &random) }
                == .emptyPart(name: "test", of: 3, groupedBy: nil))
        let grouped = try dataset([30, 30])
        #expect(
            error { _ = try grouped.split(SplitPlan(test: 0.1, group: "label"), using: &random) }
                == .emptyPart(name: "test", of: 2, groupedBy: "label"))
    }

    @Test func samplesAreDrawnWithoutRepetition() throws {
        let data = try dataset([30, 20])
        var random = TestRandom(state: 9)
        let sample = ids(try data.sample(rows: 10, using: &random))
        #expect(sample.count == 10 && Set(sample).count == 10 && sample == sample.sorted())
        let each = try data.sample(rows: 4, per: "label", using: &random)
        #expect(try each.labelCoding().counts == [4, 4])
        #expect(
            error { _ = try data.sample(rows: 21, per: "label", using: &random) }
                == .tooFewRows(asked: 21, available: 20, value: "c1"))
    }

    @Test func groupsStayWholeAndTimeRunsForward() throws {
        let data = try Dataset(
            columns: [
                Column(name: "who", values: (0..<120).map { "w\($0 % 17)" }),
                Column(name: "day", values: (0..<120).map { "2024-\(1 + $0 * 7 % 12)-\(1 + $0 * 11 % 28)" }),
                Column(name: "label", values: (0..<120).map { $0 % 3 == 0 ? "a" : "b" }),
            ], roles: .init(label: "label"))
        var random = TestRandom(state: 3)
        let split = try data.split(
            SplitPlan(test: 0.25, dev: 0.2, stratify: "label", group: "who"), using: &random)
        let dev = try #require(split.dev)
        let people = [split.train, dev, split.test].map { Set($0.columns[0].texts()) }
        #expect(people[0].isDisjoint(with: people[1]) && people[0].isDisjoint(with: people[2]))
        #expect(people[1].isDisjoint(with: people[2]))
        #expect(abs(split.test.count - 30) <= 8 && split.train.count + dev.count + split.test.count == 120)
        let timed = try data.split(SplitPlan(test: 0.25, time: "day"), using: &random)
        func days(_ dataset: Dataset) -> [Int] {
            dataset.columns[1].texts().map { day in
                let parts = day.split(separator: "-").compactMap { Int($0) }
                return parts[1] * 100 + parts[2]
            }
        }
        #expect(timed.test.count == 30)
        #expect((days(timed.train).max() ?? 0) <= (days(timed.test).min() ?? 0))
        #expect(
            error { _ = try data.split(SplitPlan(test: 0.25, time: "who"), using: &random) }
                == .notTime(column: "who", row: 1, cell: "w0"))
    }

    @Test func balancedClassesAreEquallyLarge() throws {
        let data = try dataset([30, 20, 7])
        var random = TestRandom(state: 9)
        let result = try data.balanced(using: &random)
        #expect(try result.dataset.labelCoding().counts == [7, 7, 7])
        #expect(result.rows == 7 && result.removed == 36 && result.unlabelled == 0)
    }

    @Test func appendingGoesByNameAndByRole() throws {
        let left = try Dataset(
            columns: [Column(name: "body", values: ["x"]), Column(name: "stars", values: ["1"])],
            roles: .init(text: ["body"]))
        let right = try Dataset(
            columns: [Column(name: "review", values: ["y"]), Column(name: "day", values: ["mon"])],
            roles: .init(text: ["review"]))
        let both = try left.appending([right])
        #expect(both.dataset.columnNames == ["body", "stars", "day"])
        #expect(cells(both.dataset) == [["x", "1", nil], ["y", nil, "mon"]])
        #expect(both.matches.map(\.from) == ["review"] && both.gaps.map(\.column) == ["stars", "day"])
        let other = try Dataset(columns: [Column(name: "z", values: ["1"])])
        #expect(
            error { _ = try left.appending([other]) }
                == .differentColumns(left: ["body", "stars"], right: ["z"]))
    }
}
