import Tensors
import Testing

@testable import Classifiers

@Suite("More rows change an exact head as if they had been there from the first")
struct UpdateTests {
    struct Member: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let head: any Head
        var dense = 6
        var sparse = 12
    }

    static let members = [
        Member(testDescription: "multinomial", head: NaiveBayes(alpha: 0.5), dense: 0),
        Member(testDescription: "complement", head: NaiveBayes(kind: .complement), dense: 0),
        Member(testDescription: "bernoulli", head: NaiveBayes(kind: .bernoulli)),
        Member(testDescription: "gaussian", head: NaiveBayes(kind: .gaussian)),
        Member(testDescription: "ridge", head: Ridge(alpha: 0.7)),
        Member(testDescription: "ridge over counts", head: Ridge(), dense: 0),
        Member(testDescription: "ridge over vectors", head: Ridge(alpha: 0), sparse: 0),
        Member(testDescription: "ridge balanced", head: Ridge(classWeight: .balanced)),
        Member(testDescription: "ridge weighted", head: Ridge(classWeight: .each([1, 5, 2])), dense: 0),
        Member(testDescription: "lda", head: LinearDiscriminant()),
        Member(testDescription: "lda 0.3", head: LinearDiscriminant(shrinkage: .share(0.3))),
        Member(testDescription: "lda auto", head: LinearDiscriminant(shrinkage: .auto)),
        Member(testDescription: "nearest", head: NearestNeighbours(count: 3)),
        Member(testDescription: "euclidean", head: NearestNeighbours(metric: .euclidean)),
    ]

    private static func part(_ data: SyntheticData, _ rows: [Int]) throws -> LabelledRows {
        try LabelledRows(
            features: data.features.selecting(rows: rows), labels: rows.map { data.labels[$0] },
            classes: (rows.map { data.labels[$0] }.max() ?? 0) + 1)
    }

    private static func fit(
        _ head: any Head, _ data: SyntheticData, _ rows: [Int], _ classes: Int
    ) throws -> FittedHead {
        try head.fit(
            TrainingSet(
                features: data.features.selecting(rows: rows), labels: rows.map { data.labels[$0] },
                classes: classes))
    }

    private static func update(
        _ fitted: FittedHead, _ head: any Head, _ data: SyntheticData, _ rows: [Int]
    ) throws -> FittedHead {
        var labels = rows.map { data.labels[$0] }
        let features = try data.features.selecting(rows: rows)
        let classes = max(fitted.model.classes, (labels.max() ?? 0) + 1)
        labels = rows.map { data.labels[$0] }
        let more = try LabelledRows(features: features, labels: labels, classes: classes)
        return try #require(
            try fitted.updated(head, with: more, pool: .machine, shouldStop: { false }))
    }

    /// The largest relative difference of two sets of scores.
    private static func gap(_ left: FittedHead, _ right: FittedHead, _ data: SyntheticData) throws -> Double {
        let (a, b) = (
            try left.model.scores(data.features).values, try right.model.scores(data.features).values
        )
        guard a.count == b.count else { return .infinity }
        return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
    }

    @Test("A then B, B then A, and all at once agree to rounding", arguments: members, [UInt64](1...12))
    func order(_ member: Member, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let data = try SyntheticData(
            Shape(
                seed: seed, rows: 90 + Int(random.next() % 60), dense: member.dense, sparse: member.sparse,
                imbalanced: seed % 3 == 0))
        let all = Array(data.labels.indices)
        let first = 40 + Int(random.next() % 30)
        let second = first + 1 + Int(random.next() % 20)
        let (base, a, b) = (all[..<first], all[first..<second], all[second...])
        let start = try Self.fit(member.head, data, Array(base), 3)
        let whole = try Self.fit(member.head, data, all, 3)
        let ab = try Self.update(
            Self.update(start, member.head, data, Array(a)), member.head, data, Array(b))
        let ba = try Self.update(
            Self.update(start, member.head, data, Array(b)), member.head, data, Array(a))
        #expect(try Self.gap(ab, whole, data) <= 1e-10)
        #expect(try Self.gap(ba, whole, data) <= 1e-10)
        guard let kept = whole.statistics else { return }
        #expect(ab.statistics?.counts == kept.counts && ba.statistics?.counts == kept.counts)
    }

    @Test("A class may come later", arguments: members.filter { $0.testDescription != "ridge weighted" })
    func newClass(_ member: Member) throws {
        let data = try SyntheticData(
            Shape(seed: 4, rows: 150, dense: member.dense, sparse: member.sparse, classes: 4))
        let old = data.labels.indices.filter { data.labels[$0] < 2 }
        let new = data.labels.indices.filter { data.labels[$0] >= 2 }
        let start = try Self.fit(member.head, data, old, 2)
        let later = try Self.update(start, member.head, data, new)
        let whole = try Self.fit(member.head, data, old + new, 4)
        #expect(later.model.classes == 4)
        #expect(try Self.gap(later, whole, data) <= 1e-10)
    }

    @Test("Rows one by one come to the same", arguments: members)
    func oneByOne(_ member: Member) throws {
        let data = try SyntheticData(Shape(seed: 8, rows: 60, dense: member.dense, sparse: member.sparse))
        var fitted = try Self.fit(member.head, data, Array(0..<40), 3)
        for row in 40..<60 { fitted = try Self.update(fitted, member.head, data, [row]) }
        let whole = try Self.fit(member.head, data, Array(0..<60), 3)
        #expect(try Self.gap(fitted, whole, data) <= 1e-10)
    }

    @Test("Rows far from the first ones cost few digits")
    func farAway() throws {
        var values: [Float] = []
        var random = SeededRandom(seed: 2)
        for row in 0..<200 {
            for _ in 0..<4 { values.append(Float(random.unit() + (row < 100 ? 0 : 4000) + Double(row % 2))) }
        }
        let features = try Features([.dense(try Matrix(rows: 200, columns: 4, values: values))])
        let labels = (0..<200).map { $0 % 2 }
        let heads: [any Head] = [
            NaiveBayes(kind: .gaussian), LinearDiscriminant(), LinearDiscriminant(shrinkage: .auto), Ridge(),
        ]
        for head in heads {
            let first = try head.fit(
                TrainingSet(
                    features: features.selecting(rows: Array(0..<100)), labels: Array(labels[..<100]),
                    classes: 2))
            let more = try LabelledRows(
                features: features.selecting(rows: Array(100..<200)), labels: Array(labels[100...]),
                classes: 2)
            let updated = try #require(
                try first.updated(head, with: more, pool: .machine, shouldStop: { false }))
            let whole = try head.fit(TrainingSet(features: features, labels: labels, classes: 2))
            let (a, b) = (
                try updated.model.scores(features).values, try whole.model.scores(features).values
            )
            for (left, right) in zip(a, b) { #expect(abs(left - right) <= 1e-7 * max(1, abs(right))) }
        }
    }

    @Test("What needs its old rows gives nothing, and so does a Gram matrix that would be too large")
    func needsRows() throws {
        let data = try SyntheticData(Shape(seed: 1, rows: 50, dense: 0, sparse: 8))
        let more = try Self.part(data, Array(0..<50))
        for head in [LogisticRegression(), LinearSVM()] as [any Head] {
            let fitted = try Self.fit(head, data, Array(0..<50), 3)
            #expect(try fitted.updated(head, with: more, pool: .machine, shouldStop: { false }) == nil)
        }
        let wide = try SyntheticData(Shape(seed: 1, rows: 30, dense: 0, sparse: Ridge.columnLimit + 1))
        #expect(try Self.fit(Ridge(), wide, Array(0..<30), 3).statistics == nil)
        #expect(ClassScatter.size(.pooled, columns: .max, classes: 9) > HeadStatistics.limit)
    }

    @Test("Rows of another width, and statistics of another head, are refused")
    func refused() throws {
        let data = try SyntheticData(Shape(seed: 1, rows: 50, dense: 0, sparse: 8))
        let other = try SyntheticData(Shape(seed: 1, rows: 50, dense: 0, sparse: 9))
        let fitted = try Self.fit(NaiveBayes(), data, Array(0..<50), 3)
        #expect(throws: ClassifierError.mismatchedColumns(operation: "update", expected: 8, got: 9)) {
            try Self.update(fitted, NaiveBayes(), other, [0])
        }
        #expect(throws: ClassifierError.self) {
            try Self.update(fitted, NaiveBayes(kind: .gaussian), data, [0])
        }
        #expect(throws: ClassifierError.interrupted) {
            _ = try fitted.updated(
                NaiveBayes(), with: Self.part(data, Array(0..<50)), pool: .machine, shouldStop: { true })
        }
    }
}
