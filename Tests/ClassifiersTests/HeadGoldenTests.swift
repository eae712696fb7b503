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

        var unfitted: any Head {
            let weight: ClassWeight = balanced ? .balanced : .none
            return switch head {
            case "svm": LinearSVM(c: cost, classWeight: weight)
            case "multinomial": NaiveBayes(kind: .multinomial, alpha: 0.5)
            case "complement": NaiveBayes(kind: .complement, alpha: 0.5)
            default:
                LogisticRegression(c: cost, penalty: head == "unpenalised" ? .none : .l2, classWeight: weight)
            }
        }
    }

    static let cases: [Case] = (try? GoldenFile.read("heads")) ?? []

    @Test("the golden file is there") func present() { #expect(Self.cases.count > 30) }

    @Test("objective, weights, probabilities and predictions are scikit-learn's", arguments: cases)
    func agrees(_ golden: Case) throws {
        let data = try SyntheticData(golden.shape)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: golden.classes)
        let fitted = try golden.unfitted.fit(training)
        let model = fitted.model
        #expect(fitted.convergence.converged, "\(fitted.convergence)")
        let gap = (fitted.convergence.objective - golden.objective) / max(1, abs(golden.objective))
        #expect(abs(gap) <= 1e-8, "relative gap \(gap), \(fitted.convergence)")

        let scores = try model.scores(data.features)
        #expect(try model.predictions(ofScores: scores) == golden.predictions)
        // A single plane of scikit-learn's is the second row here.
        let first = golden.bias?.count == 1 ? 1 : 0
        if let weights = golden.weights, let bias = golden.bias {
            #expect(distance(Array(model.weights.values[(first * model.columns)...]), weights) <= 1e-5)
            #expect(distance(Array(model.bias[first...]), bias) <= 1e-5)
        }
        if let probabilities = golden.probabilities {
            #expect(distance(try model.probabilities(ofScores: scores)?.values ?? [], probabilities) <= 1e-6)
        }
    }
}
