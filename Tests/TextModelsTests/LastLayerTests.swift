import Classifiers
import Encoders
import Tensors
import Testing

@testable import TextModels

@Suite("The last layer's parts sum to what the tokens add")
struct LastLayerTests {
    private static let recipes: [(name: String, features: FeatureRecipe)] = {
        func encoder(_ name: String, _ settings: EncoderSettings = EncoderSettings()) -> FeatureRecipe {
            .encoder(EncoderReference(name: name, settings: settings))
        }
        let words = FeatureRecipe.vectorizer(Vectorizer(), name: "words")
        return [
            ("mean", encoder("tiny")), ("scaled", .staged(.union([words, encoder("tiny")]), .scale)),
            ("normalised", .staged(.union([words, .staged(encoder("tiny"), .scale)]), .normalise)),
            (
                "weighted and mean",
                encoder("tiny", EncoderSettings(pooling: [.weighted, .mean], normalise: true))
            ),
            ("norms before, causal", encoder("gpt2", EncoderSettings(pooling: [.weighted]))),
            ("root", encoder("gpt2", EncoderSettings(pooling: [.meanSqrtLen]))),
        ]
    }()

    private func fit(_ features: FeatureRecipe, classes: Int, _ work: Work) throws -> TextModel {
        let texts = TinyHome.texts(40)
        return try TextModel.fit(
            Recipe(features: features, head: .logistic(LogisticRegression())), texts: texts,
            codes: texts.indices.map { ($0 * 5 + $0 / 7) % classes },
            labels: (0..<classes).map { "label \($0)" }, provenance: TextModel.Provenance(rows: texts.count),
            with: work)
    }

    private func check(_ model: TextModel, _ text: String, _ work: Work, _ name: String) throws {
        for label in model.labels.indices {
            let (split, whole) = try #require(
                try model.lastLayer(of: Documents([text]), label: label, with: work))
            let amounts = split.residual + split.heads.flatMap(\.self) + split.feedForward
            let size = amounts.reduce(abs(split.constant)) { $0 + abs($1) }
            #expect(abs(split.sum - whole) <= 1e-5 * max(1, size), "\(name), \(text): \(split.sum - whole)")
            #expect(amounts.contains { $0 != 0 } || split.tokens.isEmpty)
        }
    }

    @Test(
        "For norms before and after, every shared pool, with scaling and normalisation",
        arguments: recipes.indices, [2, 3])
    func exact(recipe: Int, classes: Int) throws {
        let work = try TinyHome().work()
        let model = try fit(Self.recipes[recipe].features, classes: classes, work)
        for text in ["good battery, bad screen", "", "not lovely", "unseen words only 中文"] {
            try check(model, text, work, Self.recipes[recipe].name)
        }
    }

    @Test("Where no exact split exists there is none")
    func none() throws {
        let work = try TinyHome().work()
        for settings in [
            EncoderSettings(pooling: [.cls]), EncoderSettings(layer: .one(1)),
            EncoderSettings(precision: .int8), EncoderSettings(layer: .mean(1...2)),
        ] {
            let features = FeatureRecipe.encoder(EncoderReference(name: "tiny", settings: settings))
            let model = try fit(features, classes: 2, work)
            #expect(try model.lastLayer(of: Documents(["good"]), label: 0, with: work) == nil)
        }
    }

    @Test(
        "MiniLM's vectors along any direction",
        .enabled(if: (try? EncoderLibrary(home: .current).folder(of: "minilm")) != nil))
    func miniLM() throws {
        let encoder = try Encoder(folder: EncoderLibrary(home: .current).folder(of: "minilm"))
        for text in ["The screen is lovely, but the battery died after a week.", "电池坏了", "", "good"] {
            let vector = try encoder.embed([text])
            for seed in 1...3 {
                let direction = (0..<encoder.dimension).map { Double(($0 * 37 + seed * 101) % 97) / 48.5 - 1 }
                let split = try #require(try encoder.lastLayer(of: text, along: direction))
                let along = (0..<encoder.dimension).reduce(0) { $0 + direction[$1] * Double(vector[0, $1]) }
                let size = (split.residual + split.heads.flatMap(\.self) + split.feedForward).reduce(0) {
                    $0 + abs($1)
                }
                #expect(abs(split.sum - along) <= 1e-5 * max(1, size), "\(text): \(split.sum - along)")
                #expect(split.heads.count == 12)
            }
        }
    }
}
