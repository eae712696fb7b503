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
                == .emptyPart(name: "test", rows: 3))
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
}
