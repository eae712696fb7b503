import Foundation
import Tensors
import Testing

@testable import Classifiers

/// Scores, calibration and tests against scikit-learn and scipy; `Goldens/make_evaluation.py` made the numbers.
struct EvaluationTests {
    struct File: Decodable {
        struct Scored: Decodable {
            let classes: Int
            let truth: [Int]
            let probabilities: [[Double]]
            let scores: [String: Double]
        }
        struct Reliability: Decodable {
            let truth: [Int]
            let probabilities: [[Double]]
            let share, mean: [Double]
        }
        struct Calibrated: Decodable {
            let method, form: String
            let truth: [Int]
            let scores, new, probabilities: [[Double]]
        }
        struct Tests: Decodable {
            let twoSided, critical: [[Double]]
            let differences: [Double]
            let testShare: Double
            let resampled: [Double]
        }
        let scored: [Scored]
        let reliability: Reliability
        let calibrated: [Calibrated]
        let tests: Tests
    }

    private static func matrix(_ rows: [[Double]]) throws -> DoubleMatrix {
        try DoubleMatrix(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap { $0 })
    }

    @Test("Every score is scikit-learn's")
    func scores() throws {
        for golden in try GoldenFile.read("evaluation", as: File.self).scored {
            let probabilities = try Self.matrix(golden.probabilities)
            #expect(golden.scores.count == Score.allCases.count)
            for score in Score.allCases {
                let value = try score.value(
                    truth: golden.truth, predictions: probabilities.largestColumns,
                    probabilities: probabilities, classes: golden.classes)
                let expected = try #require(golden.scores[score.rawValue])
                #expect(agree(try #require(value), expected, 1e-14), "\(score), \(golden.classes) classes")
            }
        }
    }

    @Test("The bins of a reliability table are calibration_curve's")
    func reliability() throws {
        let golden = try GoldenFile.read("evaluation", as: File.self).reliability
        let table = try ReliabilityTable(
            Self.matrix(golden.probabilities), truth: golden.truth,
            predictions: golden.truth.map { _ in 1 }, bins: 10)
        let full = table.bins.filter { $0.count > 0 }
        #expect(distance(full.map(\.accuracy), golden.share) < 1e-14)
        #expect(distance(full.map(\.confidence), golden.mean) < 1e-14)
        #expect(table.count == golden.truth.count)
    }

    @Test("Calibrated probabilities are scikit-learn's, and mapped scores are their log-odds")
    func calibration() throws {
        let goldens = try GoldenFile.read("evaluation", as: File.self).calibrated
        #expect(goldens.count == 12)
        for golden in goldens {
            let method = try #require(Calibration.Method(rawValue: golden.method))
            let calibration = try Calibration(
                method, scores: Self.matrix(golden.scores), truth: golden.truth,
                isPlane: golden.form == "plane")
            #expect(calibration.form.rawValue == golden.form)
            #expect(calibration.isSound(classes: golden.probabilities[0].count))
            let found = try calibration.apply(try Self.matrix(golden.new))
            // scikit-learn's solver for Platt's two parameters stops early.
            let tolerances: [String: Double] = ["temperature": 1e-7, "platt": 2e-4, "isotonic": 1e-12]
            let tolerance = tolerances[golden.method] ?? 0
            #expect(
                distance(found.probabilities.values, golden.probabilities.flatMap { $0 }) < tolerance,
                "\(golden.method), \(golden.form)")
            for (row, scores) in golden.new.enumerated() {
                let parts = [scores.map { $0 * 0.25 }, scores.map { $0 * 0.75 }]
                let sums = zip(
                    calibration.mapped(contribution: parts[0]), calibration.mapped(bias: parts[1])
                ).map { $0 + $1 }
                #expect(distance(sums, found.scores.row(row)) < 1e-12)
            }
        }
    }

    @Test(
        "Platt's parameters leave no gradient, so they are nearer the optimum than a solver that stops early")
    func plattGradient() throws {
        let golden = try #require(
            try GoldenFile.read("evaluation", as: File.self).calibrated.first {
                $0.method == "platt" && $0.form == "plane"
            })
        let scores = golden.scores.map { $0[1] }
        let fitted = PlattScaling(scores: scores, isPositive: golden.truth.map { $0 == 1 })
        let positives = Double(golden.truth.count { $0 == 1 })
        let negatives = Double(golden.truth.count) - positives
        var gradient = (0.0, 0.0)
        for (score, label) in zip(scores, golden.truth) {
            let target = label == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)
            let p = 1 / (1 + exp(-(fitted.slope * score + fitted.offset)))
            gradient.0 += (p - target) * score
            gradient.1 += p - target
        }
        #expect(abs(gradient.0) < 1e-6 && abs(gradient.1) < 1e-6)
    }

    @Test("Temperature keeps every decision, and a class without texts is refused")
    func temperatureKeeps() throws {
        let goldens = try GoldenFile.read("evaluation", as: File.self).calibrated
        for golden in goldens where golden.method == "temperature" {
            let scores = try Self.matrix(golden.scores)
            let calibration = try Calibration(
                .temperature, scores: scores, truth: golden.truth, isPlane: golden.form == "plane")
            #expect(try calibration.apply(scores).probabilities.largestColumns == scores.largestColumns)
            #expect(throws: ClassifierError.emptyClass(label: 0)) {
                try Calibration(
                    .platt, scores: scores, truth: golden.truth.map { max(1, $0) },
                    isPlane: golden.form == "plane")
            }
        }
    }

    @Test("Student's t and the corrected resampled test are scipy's")
    func resampled() throws {
        let golden = try GoldenFile.read("evaluation", as: File.self).tests
        for row in golden.twoSided {
            #expect(agree(StudentT.twoSided(row[0], freedom: row[1]), row[2], 1e-12))
        }
        for row in golden.critical { #expect(agree(StudentT.critical(0.05, freedom: row[0]), row[1], 1e-9)) }
        let test = try PairedDifference(differences: golden.differences, testShare: golden.testShare)
        let found = [test.mean, test.interval.lowerBound, test.interval.upperBound, test.p]
        #expect(distance(found, golden.resampled) < 1e-10)
    }

    @Test("The interval of a difference holds it, and leaves 0 out only when one side wins clearly")
    func paired() throws {
        let truth = [Int](repeating: 0, count: 200)
        let worse = truth.indices.map { $0 < 60 ? 1 : 0 }
        let better = truth.indices.map { $0 < 20 ? 1 : 0 }
        let nearly = truth.indices.map { $0 < 58 ? 1 : 0 }
        let clear = try PairedDifference(truth: truth, left: worse, right: better)
        #expect(
            agree(clear.mean, 0.2, 1e-12) && clear.interval.contains(0.2) && clear.isClear && clear.p < 1e-6)
        let open = try PairedDifference(truth: truth, left: worse, right: nearly)
        #expect(agree(open.mean, 0.01, 1e-12) && !open.isClear && open.p > 0.2)
        let back = try PairedDifference(truth: truth, left: better, right: worse)
        #expect(agree(back.interval.lowerBound, -clear.interval.upperBound, 1e-12))
    }

    @Test("Keeping less never keeps an unsure decision, and thresholds are found again")
    func coverage() throws {
        let confidence = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5]
        let right = [true, true, false, true, false, false]
        let curve = try CoverageCurve(confidence: confidence, isRight: right)
        #expect(curve.points.map(\.threshold) == [0.9, 0.8, 0.7, 0.6, 0.5])
        #expect(distance(curve.points.map(\.accuracy), [1, 2.0 / 3, 0.75, 0.6, 0.5]) < 1e-15)
        #expect(curve.point(accuracy: 0.7)?.threshold == 0.7)
        #expect(curve.point(accuracy: 1.1) == nil)
        #expect(curve.point(threshold: 0.75)?.threshold == 0.8)
        #expect(curve.point(threshold: 0.95) == nil)
    }

    @Test("Labels that were swapped are doubted, and only those")
    func doubts() throws {
        var rows: [[Double]] = []
        var labels: [Int] = []
        for row in 0..<60 {
            rows.append((0..<3).map { $0 == row % 3 ? 0.8 : 0.1 })
            labels.append(row % 3)
        }
        labels[7] = 2
        labels[30] = 1
        let found = try LabelDoubts(Self.matrix(rows), labels: labels)
        #expect(found.doubts.map(\.row).sorted() == [7, 30])
        #expect(found.doubts.allSatisfy { $0.likely == $0.row % 3 })
    }
}
