import Classifiers
import Tensors
import Testing

@testable import TextModels

@Suite("What features learn comes from the training texts of a fold, and from nowhere else")
struct LeakTests {
    private let work: Work

    init() throws { work = try TinyHome().work() }

    private static let words = FeatureRecipe.vectorizer(Vectorizer(), name: "words")
    private static let ratio = FeatureRecipe.Stage.logRatio(alpha: 1, binary: true)
    /// Everything that learns something, beside columns, which have a test of their own.
    private static let learning: [(name: String, features: FeatureRecipe)] = [
        ("words", words), ("scaled", .staged(words, .scale)), ("reduced", .staged(words, .reduce(4))),
        ("ratios", .staged(words, ratio)), ("ratios, reduced", .staged(.staged(words, ratio), .reduce(3))),
    ]

    /// Texts of common words under labels drawn by chance: there is nothing to learn.
    private func chance(_ count: Int, words: Int) -> Corpus {
        var random = SeededRandom(seed: 11)
        let codes = (0..<count).map { _ in Int(random.next() % 2) }
        let texts = (0..<count).map { _ in
            (0..<6).map { _ in "w\(random.next() % UInt64(words))" }.joined(separator: " ")
        }
        return Corpus(texts: texts, codes: codes, labels: ["a", "b"])
    }

    @Test(
        "The features of a fold are those of its training texts, to the last bit", arguments: learning.indices
    )
    func bits(number: Int) throws {
        let features = Self.learning[number].features
        let corpus = chance(60, words: 30)
        let train = Array(0..<45)
        let recipe = Recipe(features: features, head: .logistic(LogisticRegression()))
        let trial = try #require(
            try Trial.run([recipe], on: corpus, train: train, test: Array(45..<60), with: work).first)
        #expect(trial.model.features == (try features.fit(corpus.selecting(train), with: work).0))
        #expect(trial.model.features != (try features.fit(corpus, with: work).0), "the test could not fail")
    }

    @Test("Ratios made with the labels of the test texts would tell them; those of cross-validation don't")
    func ratios() throws {
        let corpus = chance(240, words: 300)
        let folds = Folds.stratified(corpus.codes, count: 4, seed: 1)
        let head = HeadRecipe.logistic(LogisticRegression(c: 10))
        let honest = Recipe(features: .staged(Self.words, Self.ratio), head: head)
        let found = try CrossValidation.run([honest], on: corpus, divisions: [folds], with: work)[0][0]
        let kept = Double(zip(found.predictions.labels, corpus.codes).count { $0 == $1 }) / 240
        // The same, but with ratios of all labels: what a careless experiment does.
        let (fitted, values) = try honest.features.fit(corpus, with: work)
        var right = 0
        for fold in 0..<4 {
            let (inside, outside) = (
                (0..<240).filter { folds[$0] == fold }, (0..<240).filter { folds[$0] != fold }
            )
            let model = try TextModel.fit(
                honest, features: fitted, values: try values.selecting(rows: outside),
                codes: outside.map { corpus.codes[$0] }, labels: corpus.labels,
                provenance: TextModel.Provenance(rows: outside.count), with: work)
            let labels = try model.predict(try values.selecting(rows: inside), with: work).labels
            right += zip(labels, inside).count { $0 == corpus.codes[$1] }
        }
        let leaked = Double(right) / 240
        #expect(kept < 0.62 && leaked > 0.68, "honest \(kept), leaking \(leaked)")
    }
}
