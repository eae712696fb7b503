import Classifiers
import Foundation
import TextModels

/// Tuning as `tune` does it: tf-idf and logistic regression, five folds, ten values of C.
enum Tuning {
    static func run(_ inputs: Inputs) throws -> String {
        let codes = try inputs.labels()
        let corpus = Corpus(
            texts: try inputs.texts(), codes: codes, labels: (0...(codes.max() ?? 0)).map { "\($0)" })
        let recipes = (0..<10).map { power in
            Recipe(
                features: .vectorizer(Vectorizer(weighting: .tfidf), name: "tfidf"),
                head: .logistic(LogisticRegression(c: pow(10, Double(power) / 3 - 2))))
        }
        let folds = Folds.stratified(codes, count: 5, seed: 1)
        var outcome: ParameterSearch.Outcome?
        let measure = try Measure {
            outcome = try ParameterSearch.all(
                recipes, on: corpus, folds: folds, score: .accuracy,
                with: Work(library: EncoderLibrary(home: .current)))
        }
        let best = outcome.map { $0.results[$0.best].mean } ?? .nan
        return try measure.line(["best": Double(outcome?.best ?? -1), "accuracy": best])
    }
}
