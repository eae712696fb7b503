import Classifiers
import Encoders
import Explanations
import Tensors
import Testing

@testable import TextModels

@Suite("What words add through an encoder agrees with the explanations of all texts")
struct DictionaryTests {
    private static let recipes: [FeatureRecipe] = {
        let words = FeatureRecipe.vectorizer(Vectorizer(), name: "words")
        func tiny(_ settings: EncoderSettings = EncoderSettings()) -> FeatureRecipe {
            .encoder(EncoderReference(name: "tiny", settings: settings))
        }
        return [
            tiny(), .staged(tiny(), .scale), .union([words, tiny()]),
            .staged(.union([words, .staged(tiny(), .scale)]), .normalise),
            .staged(.staged(.union([words, tiny()]), .normalise), .scale),
            tiny(EncoderSettings(pooling: [.weighted, .cls], normalise: true)),
            tiny(EncoderSettings(pooling: [.mean, .weighted], layer: .joined([2, 0]))),
            tiny(EncoderSettings(pooling: [.meanSqrtLen], layer: .mean(0...2))),
        ]
    }()

    private func model(_ features: FeatureRecipe, classes: Int, _ texts: [String], _ work: Work) throws
        -> TextModel
    {
        try TextModel.fit(
            Recipe(features: features, head: .logistic(LogisticRegression())), texts: texts,
            codes: texts.indices.map { ($0 * 5 + $0 / 7) % classes },
            labels: (0..<classes).map { "label \($0)" }, provenance: TextModel.Provenance(rows: texts.count),
            with: work)
    }

    @Test("The mean over places is that of the explanations", arguments: recipes.indices, [2, 3])
    func agrees(recipe: Int, classes: Int) throws {
        let work = try TinyHome().work()
        let texts = TinyHome.texts(30) + ["Good, GOOD battery. 电池坏了", ""]
        let model = try model(Self.recipes[recipe], classes: classes, texts, work)
        let block = try #require(
            try model.tokenDictionaries(over: Documents(texts), with: work).first)
        let dictionary = try #require(block.dictionary)
        let name = model.features.sourceNames[block.source]
        let (tokens, base) = try explained(model, texts, block: name, work)
        for label in 0..<classes {
            #expect(abs(dictionary.base[label] - base[label]) < 1e-5)
            let total = dictionary.entries.filter { !$0.isPhrase }
                .reduce(Double(texts.count) * dictionary.rest[label]) {
                    $0 + Double($1.count) * $1.mean[label]
                }
            #expect(abs(total) < 1e-6, "all amounts together are the scores less their mean, so nothing")
        }
        for entry in dictionary.entries where !entry.isPhrase && entry.name != "" {
            let places = tokens.filter { $0.word == entry.name }
            #expect(places.count == entry.count)
            // Shares of the base are equal where pooling is a plain mean.
            guard block.whole.isEmpty, [0, 1, 2, 3, 4].contains(recipe) else { continue }
            for label in 0..<classes {
                let mean = places.reduce(0) { $0 + $1.amounts[label] - base[label] * $1.share }
                #expect(abs(entry.mean[label] - mean / Double(places.count)) < 1e-5)
            }
        }
    }

    /// Every word of every text with what `attribution` says it adds, and the mean of what the block adds.
    private func explained(_ model: TextModel, _ texts: [String], block: String, _ work: Work) throws -> (
        words: [(word: String, share: Double, amounts: [Double])], base: [Double]
    ) {
        var words: [(word: String, share: Double, amounts: [Double])] = []
        var base = [Double](repeating: 0, count: model.labels.count)
        for text in texts {
            var attribution = try model.attribution(of: text, with: work)
            if model.head.linear?.probability == .softmax { attribution = attribution.centred() }
            // A pool that no token shares is a unit without a place that isn't a special token.
            let units = attribution.contributions.filter {
                $0.block == block && ($0.range != nil || $0.name.hasPrefix("["))
            }
            for unit in units {
                for label in base.indices { base[label] += unit.amounts[label] / Double(texts.count) }
            }
            let bytes = Array(text.utf8)
            for range in Words.ranges(in: text) {
                let own = units.filter { $0.range?.overlaps(range) == true }
                guard !own.isEmpty else { continue }
                words.append(
                    (
                        String(decoding: bytes[range], as: UTF8.self).lowercased(),
                        Double(own.count) / Double(units.count),
                        base.indices.map { label in own.reduce(0) { $0 + $1.amounts[label] } }
                    ))
            }
        }
        return (words, base)
    }

    @Test("Whatever threads and batches, the same bits; a stop is heard; cls has no words")
    func sameBits() throws {
        let home = try TinyHome()
        let work = home.work()
        let texts = TinyHome.texts(70)
        let model = try model(Self.recipes[2], classes: 3, texts, work)
        let one = Work(library: work.library, pool: .init(threads: 1))
        #expect(
            try model.tokenDictionaries(over: Documents(texts), against: 1, with: work)
                == model.tokenDictionaries(over: Documents(texts), against: 1, with: one))
        let stopped = Work(library: work.library, shouldStop: { true })
        #expect(throws: TextModelError.self) {
            try model.tokenDictionaries(over: Documents(texts), with: stopped)
        }
        let first = FeatureRecipe.encoder(
            EncoderReference(name: "tiny", settings: EncoderSettings(pooling: [.cls])))
        let whole = try self.model(first, classes: 2, texts, work)
        let found = try whole.tokenDictionaries(over: Documents(texts), with: work)
        #expect(found.map(\.dictionary) == [nil] && found.map(\.whole) == [[.cls]])
        withExtendedLifetime(home) {}
    }

    @Test("Deviations are those of the columns as the head sees them, and examples are where features stand")
    func facts() throws {
        let home = try TinyHome()
        let work = home.work()
        let texts = TinyHome.texts(40)
        let scaled = try model(.staged(Self.recipes[2], .scale), classes: 2, texts, work)
        let facts = try scaled.columnFacts(over: Documents(texts), with: work)
        let words = try #require(scaled.features.sources.first?.featureNames?.names)
        for column in words.indices {
            #expect(abs((facts.deviations[column] ?? 0) - 1) < 1e-9, "scaled columns have deviation 1")
            let place = try #require(scaled.example(of: column, facts, in: Documents(texts)))
            let found = Array(texts[place.text].utf8)[place.range]
            #expect(String(decoding: found, as: UTF8.self) == words[column])
        }
        #expect(scaled.example(of: words.count, facts, in: Documents(texts)) == nil)
        withExtendedLifetime(home) {}
    }
}
