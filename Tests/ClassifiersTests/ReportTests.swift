import Classifiers
import Tensors
import Testing

/// Metrics and scaling against scikit-learn.
struct ReportTests {
    struct File: Decodable {
        struct Case: Decodable {
            let classes: Int
            let truth: [Int]
            let predictions: [Int]
            let accuracy: Double
            let rows: [String: [Double]]
        }
        let cases: [Case]
        let logLoss: Double
        let mean: [Double]
        let deviation: [Double]
    }

    @Test("precision, recall, F1, support and their means are scikit-learn's")
    func report() throws {
        for golden in try GoldenFile.read("report", as: File.self).cases {
            let report = ClassificationReport(
                try ConfusionMatrix(
                    truth: golden.truth, predictions: golden.predictions, classes: golden.classes))
            #expect(agree(report.accuracy, golden.accuracy, 1e-15))
            var rows = ["macro avg": report.macro, "weighted avg": report.weighted]
            for (label, row) in report.classes.enumerated() { rows["\(label)"] = row }
            for (name, expected) in golden.rows {
                let row = try #require(rows[name])
                #expect(
                    distance([row.precision, row.recall, row.f1, Double(row.support)], expected) <= 1e-15)
            }
        }
    }

    @Test("log loss is scikit-learn's")
    func logLoss() throws {
        let golden = try GoldenFile.read("report", as: File.self)
        let probabilities = try DoubleMatrix(
            rows: 4, columns: 3, values: [0.7, 0.2, 0.1, 0.1, 0.1, 0.8, 0.3, 0.4, 0.3, 1, 0, 0])
        #expect(agree(try Metrics.logLoss(probabilities, truth: [0, 2, 0, 1]), golden.logLoss, 1e-12))
    }

    @Test("means and deviations are StandardScaler's, a constant column is divided by 1")
    func scaler() throws {
        let golden = try GoldenFile.read("report", as: File.self)
        let matrix = try Matrix(rows: 3, columns: 3, values: [1, 5, 2, 2, 5, 4, 4, 5, 9])
        let dense = try Scaler.fit(.dense(matrix))
        #expect(distance(dense.mean, golden.mean) <= 1e-14)
        #expect(distance(dense.deviation, golden.deviation) <= 1e-14)
        guard case .dense(let scaled) = try dense.transform(.dense(matrix)) else {
            Issue.record("not dense")
            return
        }
        #expect((0..<3).allSatisfy { scaled[$0, 1] == 0 })
        let rows = try SyntheticData.sparse([[1, 5, 2], [2, 5, 4], [4, 5, 9]], columns: 3)
        let sparse = try Scaler.fit(.sparse(rows))
        #expect(distance(sparse.deviation, golden.deviation) <= 1e-14)
        #expect(sparse.mean == [0, 0, 0])
    }

    @Test("normalised rows have length 1, and rows of zeros stay")
    func normalised() throws {
        let matrix = try Matrix(rows: 2, columns: 2, values: [3, 4, 0, 0])
        #expect(
            try Features.Block.dense(matrix).normalised()
                == .dense(Matrix(rows: 2, columns: 2, values: [0.6, 0.8, 0, 0])))
        let rows = try SyntheticData.sparse([[3, 4], [0, 0]], columns: 2)
        #expect(
            try Features.Block.sparse(rows).normalised()
                == .sparse(SyntheticData.sparse([[0.6, 0.8], [0, 0]], columns: 2)))
    }

    @Test(
        "the bootstrap interval holds the figure, is the same for the same seed, and narrows with more samples"
    )
    func interval() throws {
        func confusion(_ times: Int) throws -> ConfusionMatrix {
            let truth = (0..<times).flatMap { _ in [0, 0, 0, 1, 1, 2, 2, 2, 2, 1] }
            let guess = (0..<times).flatMap { _ in [0, 0, 1, 1, 1, 2, 0, 2, 2, 2] }
            return try ConfusionMatrix(truth: truth, predictions: guess, classes: 3)
        }
        let small = try Bootstrap.intervals(confusion(3))
        let large = try Bootstrap.intervals(confusion(300))
        #expect(try small == Bootstrap.intervals(confusion(3)))
        #expect(small.accuracy.contains(0.7))
        #expect(small.macroF1.contains(ClassificationReport(try confusion(3)).macro.f1))
        #expect(large.accuracy.upperBound - large.accuracy.lowerBound < 0.05)
        #expect(small.accuracy.upperBound - small.accuracy.lowerBound > 0.1)
    }

    @Test("McNemar's test is the exact binomial one")
    func mcNemar() throws {
        let truth = [Int](repeating: 0, count: 20)
        let left = truth.indices.map { $0 < 8 ? 1 : 0 }
        let right = truth.indices.map { $0 >= 7 && $0 < 9 ? 1 : 0 }
        // 7 samples only the right one gets, 1 only the left: p = 2 · (1 + 8) / 2^8.
        let test = try McNemarTest(truth: truth, left: left, right: right)
        #expect(test.onlyLeft == 1)
        #expect(test.onlyRight == 7)
        #expect(agree(test.p, 18.0 / 256, 1e-12))
        #expect(try McNemarTest(truth: truth, left: left, right: left).p == 1)
    }
}
