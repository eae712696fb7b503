import Classifiers
import Tensors
import Testing

/// Heads against scikit-learn, solved tight.
struct HeadGoldenTests {
    struct Case: Decodable, CustomTestStringConvertible {
        let name: String
        let head: String
        let seed: UInt64
        let rows: Int
        let dense: Int
        let sparse: Int
        let classes: Int
        let imbalanced: Bool
        let duplicated: Bool
        let constant: Bool
        let cost: Double
        let balanced: Bool
        let factors: [String: Double]
        let objective: Double
        let predictions: [Int]
        let weights: [Double]?
        let bias: [Double]?
        let probabilities: [Double]?

        var testDescription: String { "\(head), \(name)" }

        var shape: Shape {
            Shape(
                seed: seed, rows: rows, dense: dense, sparse: sparse, classes: classes,
                imbalanced: imbalanced,
                duplicated: duplicated, constant: constant)
        }

        var classWeight: ClassWeight {
            if balanced { return .balanced }
            guard !factors.isEmpty else { return .none }
            return .each((0..<classes).map { factors["\($0)"] ?? 1 })
        }

        var unfitted: (any Head)? {
            switch head {
            case "logistic": LogisticRegression(c: cost, classWeight: classWeight)
            case "unpenalised": LogisticRegression(c: cost, penalty: .none, classWeight: classWeight)
            case "l1": LogisticRegression(c: cost, penalty: .l1, classWeight: classWeight)
            case "elastic net":
                LogisticRegression(c: cost, penalty: .elasticNet(0.3), classWeight: classWeight)
            case "one against the rest":
                LogisticRegression(c: cost, multiClass: .oneVersusRest, classWeight: classWeight)
            case "svm": LinearSVM(c: cost, classWeight: classWeight)
            case "hinge": LinearSVM(c: cost, loss: .hinge, classWeight: classWeight)
            case "ridge": Ridge(alpha: 0.7, classWeight: classWeight)
            case "lda": LinearDiscriminant()
            case "lda auto": LinearDiscriminant(shrinkage: .auto)
            case "lda 0.3": LinearDiscriminant(shrinkage: .share(0.3))
            case "nearest cosine": NearestNeighbours()
            case "nearest euclidean": NearestNeighbours(metric: .euclidean)
            case "gaussian": NaiveBayes(kind: .gaussian)
            default: NaiveBayes.Kind(rawValue: head).map { NaiveBayes(kind: $0, alpha: 0.5) }
            }
        }
    }

    static let cases: [Case] = (try? GoldenFile.read("heads")) ?? []

    @Test("the golden file is there") func present() { #expect(Self.cases.count > 150) }

    @Test("objective, weights, probabilities and predictions are scikit-learn's", arguments: cases)
    func agrees(_ golden: Case) throws {
        let data = try SyntheticData(golden.shape)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: golden.classes)
        let fitted = try #require(golden.unfitted).fit(training)
        let model = fitted.model
        #expect(fitted.convergence.converged, "\(fitted.convergence)")
        let gap = (fitted.convergence.objective - golden.objective) / max(1, abs(golden.objective))
        #expect(abs(gap) <= 1e-8, "relative gap \(gap), \(fitted.convergence)")

        let scores = try model.scores(data.features)
        let predictions = try model.predictions(ofScores: scores)
        for row in predictions.indices where predictions[row] != golden.predictions[row] {
            // Of equal scores rounding chooses.
            let gap = scores[row, predictions[row]] - scores[row, golden.predictions[row]]
            #expect(gap < (golden.head == "hinge" ? 1e-4 : 1e-9), "row \(row), \(scores.row(row))")
        }
        // A single plane of scikit-learn's is the second row here.
        let first = golden.bias?.count == 1 ? 1 : 0
        if let weights = golden.weights, let bias = golden.bias {
            let model = try #require(model.linear)
            #expect(distance(Array(model.weights.values[(first * model.columns)...]), weights) <= 1e-5)
            #expect(distance(Array(model.bias[first...]), bias) <= 1e-5)
        }
        if let probabilities = golden.probabilities {
            #expect(distance(try model.probabilities(ofScores: scores)?.values ?? [], probabilities) <= 1e-6)
        }
    }
}
