import Classifiers
import Explanations
import Foundation
import Tensors
import Testing

/// One scikit-learn model as shap's LinearExplainer and eli5 explain it; `make_linear.py` made the numbers.
@Suite("A linear model is explained as shap and eli5 explain it")
struct LinearGoldenTests {
    struct Golden: Decodable {
        struct Shap: Decodable {
            /// [texts][features][labels], and a base for each label.
            let values: [[[Double]]]
            let expected: [Double]
        }
        struct Named: Decodable, Equatable {
            let name: String
            let amount: Double
            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                name = try container.decode(String.self)
                amount = try container.decode(Double.self)
            }
        }
        struct Weights: Decodable {
            let label: String
            let positive, negative: [Named]
            let more: [Int]
        }
        struct Prediction: Decodable {
            let label: String
            let amounts: [Named]
            let score: Double
        }
        struct Eli5: Decodable {
            let weights: [Weights]
            let prediction: [Prediction]
        }
        let texts, names: [String]
        let coefficients: [[Double]]
        let intercepts: [Double]
        let shap: Shap
        let eli5: Eli5
    }

    private let golden: Golden
    private let vectorizer: FittedVectorizer
    private let weights: DoubleMatrix

    init() throws {
        let path = Bundle.module.bundleURL.appendingPathComponent("Goldens/linear.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: path))
        vectorizer = try Vectorizer(weighting: .tfidf, ngrams: 1...2).fit(golden.texts)
        weights = try DoubleMatrix(
            rows: golden.coefficients.count, columns: golden.names.count,
            values: golden.coefficients.flatMap(\.self))
    }

    /// The contributions of a text, a row of label amounts for each feature.
    private func contributions(_ text: String) throws -> [String: [Double]] {
        let row = try vectorizer.transform([text])
        let features = zip(row.indices, row.values).map { column, value in
            SparseAttribution.Feature(
                column: Int(column), name: vectorizer.vocabulary[Int(column)], value: value, places: [])
        }
        let units = try SparseAttribution.contributions(block: "tfidf", features: features, weights: weights)
        return Dictionary(uniqueKeysWithValues: units.map { ($0.name, $0.amounts) })
    }

    @Test("Contributions less their mean over the texts are linear SHAP's values, and the means its base")
    func shap() throws {
        #expect(vectorizer.vocabulary == golden.names)
        let labels = golden.intercepts.count
        let all = try golden.texts.map(contributions)
        var means = golden.names.map { _ in [Double](repeating: 0, count: labels) }
        for (column, name) in golden.names.enumerated() {
            for one in all {
                for label in 0..<labels {
                    means[column][label] += (one[name]?[label] ?? 0) / Double(all.count)
                }
            }
        }
        for (text, values) in golden.shap.values.enumerated() {
            for (column, name) in golden.names.enumerated() {
                for label in 0..<labels {
                    let own = (all[text][name]?[label] ?? 0) - means[column][label]
                    #expect(abs(own - values[column][label]) < 1e-10, "\(name) in text \(text)")
                }
            }
        }
        for label in 0..<labels {
            let base = means.reduce(golden.intercepts[label]) { $0 + $1[label] }
            #expect(abs(base - golden.shap.expected[label]) < 1e-10)
        }
    }

    @Test("Weights, their order and the counts of what is not shown are eli5's")
    func weightsOfWords() throws {
        for (label, told) in golden.eli5.weights.enumerated() {
            func words(_ side: [Golden.Named]) -> [Golden.Named] { side.filter { $0.name != "<BIAS>" } }
            let top = max(words(told.positive).count, words(told.negative).count)
            let own = try GlobalWeights(
                blocks: [.named("tfidf", features: golden.names)], weights: weights, bias: golden.intercepts,
                choice: .init(top: top)
            ).labels[label]
            for (mine, theirs) in [
                (own.positive, words(told.positive)), (own.negative, words(told.negative)),
            ] {
                #expect(mine.prefix(theirs.count).map(\.feature) == theirs.map(\.name))
                for (mine, theirs) in zip(mine, theirs) { #expect(abs(mine.weight - theirs.amount) < 1e-12) }
            }
            // eli5 counts the intercept among the weights of its sign.
            let isPositive = golden.intercepts[label] > 0
            let count = (own.positive.count + own.morePositive, own.negative.count + own.moreNegative)
            #expect(count.0 + (isPositive ? 1 : 0) == told.positive.count + told.more[0])
            #expect(count.1 + (isPositive ? 0 : 1) == told.negative.count + told.more[1])
        }
    }

    @Test("What each word adds to a prediction is eli5's contribution, and the sum its score")
    func prediction() throws {
        let own = try contributions(golden.texts[0])
        for (label, told) in golden.eli5.prediction.enumerated() {
            for word in told.amounts {
                let amount = word.name == "<BIAS>" ? golden.intercepts[label] : own[word.name]?[label] ?? 0
                #expect(abs(amount - word.amount) < 1e-12, "\(word.name)")
            }
            let sum = own.values.reduce(golden.intercepts[label]) { $0 + $1[label] }
            #expect(abs(sum - told.score) < 1e-12)
        }
    }
}
