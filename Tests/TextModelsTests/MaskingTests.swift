import Classifiers
import Encoders
import Explanations
import Synchronization
import Tensors
import Testing

@testable import TextModels

@Suite("Texts with gaps are scored as predict scores them")
struct MaskingTests {
    /// A model over an encoder whose first token stands for the text, which no tokens can share, and over neighbours.
    static let models: [(name: String, features: FeatureRecipe, head: HeadRecipe)] = [
        (
            "first token",
            .encoder(EncoderReference(name: "tiny", settings: EncoderSettings(pooling: [.cls]))),
            .logistic(LogisticRegression())
        ),
        ("mean", .encoder(EncoderReference(name: "tiny")), .logistic(LogisticRegression())),
        (
            "neighbours", .encoder(EncoderReference(name: "tiny")),
            .nearest(NearestNeighbours(count: 5, metric: .cosine))
        ),
        ("gaussian", .encoder(EncoderReference(name: "tiny")), .naiveBayes(NaiveBayes(kind: .gaussian))),
    ]

    private func fitted(_ place: Int, _ work: Work) throws -> TextModel {
        let texts = TinyHome.texts(60)
        return try TextModel.fit(
            Recipe(features: Self.models[place].features, head: Self.models[place].head), texts: texts,
            codes: texts.indices.map { ($0 * 5 + $0 / 7) % 3 }, labels: ["a", "b", "c"],
            provenance: .init(rows: texts.count), with: work)
    }

    @Test("Scores are those of the same texts, and Shapley shares add up to them", arguments: models.indices)
    func scores(place: Int) throws {
        let work = try TinyHome().work()
        let model = try fitted(place, work)
        let text = "the good battery died, not very lovely screen"
        #expect(try model.isSplit(with: work) == (Self.models[place].name == "mean"))
        for unit in TextUnit.allCases {
            let units = try #require(try model.units(unit, of: text, with: work))
            let masked = try MaskedText(text, units: units)
            let plan = ShapleyPlan(units: units.count, budget: 300)
            let found = try model.scores(
                of: masked, from: Documents([text]), under: plan.coalitions, step: "scoring", with: work)
            let again = try model.predict(plan.coalitions.map { masked.keeping($0) }, with: work)
            #expect(found.scores == again.scores && found.labels == again.labels)
            let shares = try ShapleyValues(plan, scores: found.scores)
            let whole = try model.predict([text], with: work).scores
            for label in 0..<3 {
                let sum = (0..<units.count).reduce(shares.empty[label]) { $0 + shares.values[$1, label] }
                #expect(abs(sum - whole[0, label]) <= 1e-9 * max(1, abs(whole[0, label])))
            }
        }
    }

    @Test("Whatever a text is cut into, contributions sum to the score that predict gives")
    func residuals() throws {
        let work = try TinyHome().work()
        let model = try fitted(1, work)
        for text in TinyHome.texts(20) + ["屏幕很好，but it died. Fine", "", "!!"] {
            let whole = try model.attribution(of: text, with: work)
            for unit in TextUnit.allCases {
                let units = try #require(try model.units(unit, of: text, with: work))
                let cut = try whole.byWords(units, in: text)
                #expect(cut.isExact(within: 1e-5), "\(text) per \(unit)")
                for label in 0..<3 {
                    #expect(abs(cut.sum(label) - whole.sum(label)) <= 1e-12 * max(1, whole.magnitude(label)))
                }
            }
        }
    }

    @Test("Subwords are the encoder's, in order and without special tokens")
    func subwords() throws {
        let work = try TinyHome().work()
        let text = "lovely 屏幕, unbelievably"
        let units = try #require(try fitted(1, work).units(.subword, of: text, with: work))
        #expect(!units.isEmpty)
        for (left, right) in zip(units, units.dropFirst()) { #expect(left.upperBound <= right.lowerBound) }
        _ = try MaskedText(text, units: units)
        let classical = try TextModel.fit(
            Recipe(features: .vectorizer(Vectorizer(), name: "words"), head: .logistic(LogisticRegression())),
            texts: ["good", "bad"], codes: [0, 1], labels: ["a", "b"], provenance: .init(rows: 2), with: work)
        #expect(try classical.units(.subword, of: text, with: work) == nil)
    }

    @Test("Sampling stops when it is told to, and goes on from what it has encoded")
    func interrupted() throws {
        let home = try TinyHome()
        let counter = Counter()
        let work = home.work(counting: counter)
        let model = try fitted(0, work)
        let text = (1...40).map { "word\($0)" }.joined(separator: " ")
        let masked = try MaskedText(text, units: TextUnit.word.ranges(in: text))
        let plan = ShapleyPlan(units: 40, budget: 1500)
        let done = Mutex(0)
        let stopping = Work(
            library: work.library, shouldStop: { done.withLock { $0 > 600 } },
            onProgress: { progress in done.withLock { $0 = max($0, progress.done) } })
        #expect(throws: TextModelError.self) {
            try model.scores(
                of: masked, from: Documents([text]), under: plan.coalitions, step: "scoring", with: stopping)
        }
        let reference = EncoderReference(name: "tiny", settings: EncoderSettings(pooling: [.cls]))
        #expect(try work.library.cachedCount(for: reference) >= 512)
        let found = try model.scores(
            of: masked, from: Documents([text]), under: plan.coalitions, step: "scoring", with: work)
        #expect(found.scores.rows == plan.coalitions.count)
    }

    @Test(
        "Methods that a model allows are measured, and the same seed gives the same figures",
        arguments: models.indices)
    func faithfulness(place: Int) throws {
        let work = try TinyHome().work()
        let model = try fitted(place, work)
        let texts = Array(TinyHome.texts(12)) + ["one", ""]
        let trial = try FaithfulnessTrial(model, on: Documents(texts), seed: 2, with: work)
        #expect(trial.tooShort == 2 && trial.comparison.texts == 12)
        #expect(trial.methods.contains(.contribution) == (Self.models[place].name == "mean"))
        #expect(trial.methods.contains(.occlusion) && trial.methods.contains(.attention))
        #expect(trial == (try FaithfulnessTrial(model, on: Documents(texts), seed: 2, with: work)))
        #expect(throws: TextModelError.self) {
            try FaithfulnessTrial(model, on: Documents(["one"]), with: work)
        }
    }
}
