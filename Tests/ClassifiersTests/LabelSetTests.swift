import Tensors
import Testing

@testable import Classifiers

@Suite("Where rows may have several labels, or none")
struct LabelSetTests {
    private struct Golden: Decodable {
        struct Report: Decodable {
            let truth, predicted: [[Int]]
            let labels: Int
            let rows: [[Double]]
            /// Of each label [[neither, wrong], [missed, right]].
            let counts: [[[Int]]]
            let subsetAccuracy, hammingLoss: Double
        }
        struct Fit: Decodable {
            let figures: [[Double]]
            let sets: [[Int]]
        }
        struct Fits: Decodable {
            let x: [[Double]]
            let sets: [[Int]]
            let heads: [String: Fit]
        }
        let reports: [Report]
        let fits: Fits
    }

    @Test("Every figure of the report is scikit-learn's")
    func reports() throws {
        for golden in try GoldenFile.read("labelsets", as: Golden.self).reports {
            let report = try LabelSetReport(
                truth: golden.truth, predicted: golden.predicted, labels: golden.labels)
            let rows = report.labels + [report.micro, report.macro, report.weighted, report.samples]
            #expect(rows.count == golden.rows.count)
            for (row, figures) in zip(rows, golden.rows) {
                let own = [row.precision, row.recall, row.f1, Double(row.support)]
                #expect(distance(own, figures) < 1e-14)
            }
            #expect(
                report.counts.map { [[$0.neither, $0.wrong], [$0.missed, $0.right]] } == golden.counts)
            #expect(agree(report.subsetAccuracy, golden.subsetAccuracy, 1e-15))
            #expect(agree(report.hammingLoss, golden.hammingLoss, 1e-15))
        }
    }

    private static let heads: [(name: String, head: any Head, tolerance: Double)] = [
        ("logistic", LogisticRegression(tolerance: 1e-10), 1e-6),
        ("linear_svm", LinearSVM(tolerance: 1e-10), 1e-5), ("ridge", Ridge(), 1e-9),
        ("lda", LinearDiscriminant(), 1e-9), ("multinomial", NaiveBayes(kind: .multinomial), 1e-12),
        ("bernoulli", NaiveBayes(kind: .bernoulli), 1e-12),
        ("complement", NaiveBayes(kind: .complement), 1e-12),
    ]

    @Test("Every head gives the figures and sets of scikit-learn's one-vs-rest", arguments: 0..<heads.count)
    func fits(place: Int) throws {
        let (name, head, tolerance) = Self.heads[place]
        let golden = try GoldenFile.read("labelsets", as: Golden.self).fits
        let theirs = try #require(golden.heads[name])
        let matrix = try Matrix(
            rows: golden.x.count, columns: golden.x[0].count, values: golden.x.joined().map { Float($0) })
        let features = try Features([.dense(matrix)])
        let labels = theirs.figures[0].count
        let fitted = try LabelwiseFit.fit(
            Array(repeating: head, count: labels), features: features, sets: golden.sets)
        let scores = try fitted.model.scores(features)
        let found = try fitted.model.probabilities(ofScores: scores) ?? scores
        for (row, figures) in theirs.figures.enumerated() {
            #expect(distance(Array(found.row(row)), figures) < tolerance)
        }
        let usual = fitted.model.hasProbabilities ? 0.5 : 0
        let sets = (0..<found.rows).map { row in (0..<labels).filter { found[row, $0] > usual } }
        #expect(sets == theirs.sets)
    }

    @Test("A label that no row has, or every row, gets no weights and its smoothed log-odds")
    func constant() throws {
        let features = try Features([.dense(try Matrix(rows: 4, columns: 1, values: [1, 2, 3, 4]))])
        let head = LogisticRegression()
        let fitted = try LabelwiseFit.fit(
            [head, head, head], features: features, sets: [[0, 2], [0], [0, 2], [0]])
        let model = try #require(fitted.model.linear)
        #expect(model.weights[0, 0] == 0 && abs(model.bias[0] - 2.1972245773362196) < 1e-15)
        let none = try LabelwiseFit.fit([head, head], features: features, sets: [[0], [], [0], []])
        #expect(none.model.linear?.bias[1] == -2.1972245773362196)
        #expect(throws: ClassifierError.self) {
            try LabelwiseFit.fit([head, head], features: features, sets: [[0]])
        }
        #expect(throws: ClassifierError.self) {
            try LabelwiseFit.fit(
                [NearestNeighbours(), NearestNeighbours()], features: features, sets: [[0], [], [0], [1]])
        }
    }

    @Test("No threshold has a higher F1 than the one that was chosen")
    func thresholds() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let count = 1 + Int(random.next() % 12)
            let figures = (0..<count).map { _ in Double(random.next() % 10) / 10 }
            let members = (0..<count).map { _ in random.next() % 3 == 0 }
            let chosen = LabelThreshold(figures: figures, members: members, usual: 0.5)
            func f1(_ threshold: Double) -> Double {
                let given = figures.indices.filter { figures[$0] > threshold }
                let both = given.count { members[$0] }
                let sum = given.count + members.count { $0 }
                return sum == 0 ? 0 : Double(2 * both) / Double(sum)
            }
            #expect(chosen.f1 == f1(chosen.threshold) && chosen.before == f1(0.5))
            for threshold in stride(from: -0.05, to: 1, by: 0.1) { #expect(f1(threshold) <= chosen.f1) }
            if !members.contains(true) { #expect(chosen.threshold == 0.5) }
        }
    }
}
