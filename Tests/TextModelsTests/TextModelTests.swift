import Classifiers
import Encoders
import Explanations
import FoundationEssentials
import Tensors
import Testing

@testable import TextModels

/// Every way of putting features together that claims an exact explanation.
private let featureRecipes: [(name: String, features: FeatureRecipe)] = {
    let words = FeatureRecipe.vectorizer(Vectorizer(ngrams: 1...2), name: "words")
    let tfidf = FeatureRecipe.vectorizer(Vectorizer(weighting: .tfidf), name: "tfidf")
    let characters = FeatureRecipe.vectorizer(
        Vectorizer(analyser: .characters, ngrams: 2...3), name: "characters")
    let encoder = FeatureRecipe.encoder(EncoderReference(name: "tiny"))
    let coded = FeatureRecipe.encoder(
        EncoderReference(name: "tiny", settings: EncoderSettings(precision: .int8)))
    let own: [(name: String, features: FeatureRecipe)] = [
        ("words", words), ("tfidf", tfidf), ("characters", characters), ("encoder", encoder),
        ("scaled encoder", .staged(encoder, .scale)), ("union", .union([tfidf, encoder])),
        ("scaled union", .staged(.union([words, encoder]), .scale)),
        ("normalised union", .staged(.union([words, .staged(encoder, .scale)]), .normalise)),
        ("normalised and scaled", .staged(.staged(.union([characters, encoder]), .normalise), .scale)),
        ("encoder in int8", coded),
    ]
    let ratio = FeatureRecipe.Stage.logRatio(alpha: 1, binary: true)
    let list = try? Lexicon(
        name: "list", entries: [("good", 1.9), ("bad", -2.5), ("lovely", 2.8), ("文", 1)], negation: true)
    let rated = list.map { FeatureRecipe.lexicon($0) } ?? words
    let staged: [(name: String, features: FeatureRecipe)] = [
        ("reduced words", .staged(words, .reduce(5))), ("reduced encoder", .staged(encoder, .reduce(7))),
        ("reduced union, scaled", .staged(.staged(.union([tfidf, encoder]), .reduce(6)), .scale)),
        (
            "scaled, then reduced beside words",
            .union([words, .staged(.staged(encoder, .scale), .reduce(3))])
        ),
        ("one component of characters", .staged(.staged(characters, .normalise), .reduce(1))),
        ("ratios of words", .staged(words, ratio)),
        ("ratios of tf-idf", .staged(tfidf, .logRatio(alpha: 0.5, binary: false))),
        ("ratios, then reduced", .staged(.staged(.union([words, characters]), ratio), .reduce(4))),
        ("pieces", .pieces(EncoderReference(name: "tiny"), Vectorizer(analyser: .pieces, lowercase: false))),
        (
            "pieces of two, tf-idf",
            .staged(
                .pieces(
                    EncoderReference(name: "gpt2"),
                    Vectorizer(analyser: .pieces, weighting: .tfidf, ngrams: 1...2, lowercase: false)),
                .scale)
        ),
        ("rated words, scaled", .staged(.union([words, rated]), .scale)),
        ("weighed", .union([tfidf, .staged(.staged(encoder, .scale), .weigh(0.25))])),
    ]
    return own + staged + pooled
}()

/// Pools and layers, alone and side by side.
private let pooled: [(name: String, features: FeatureRecipe)] = {
    let settings: [(name: String, settings: EncoderSettings)] = [
        ("weighted", EncoderSettings(pooling: [.weighted])),
        ("mean and first, normalised", EncoderSettings(pooling: [.mean, .cls], normalise: true)),
        ("greatest, root and last", EncoderSettings(pooling: [.max, .meanSqrtLen, .last])),
        ("mean of layers", EncoderSettings(layer: .mean(0...2))),
        ("layers side by side", EncoderSettings(pooling: [.mean, .weighted], layer: .joined([2, 0]))),
    ]
    var recipes: [(name: String, features: FeatureRecipe)] = settings.map {
        ($0.name, .encoder(EncoderReference(name: "tiny", settings: $0.settings)))
    }
    let causal = EncoderReference(name: "gpt2", settings: EncoderSettings(pooling: [.weighted]))
    let mixed = EncoderReference(name: "gpt2", settings: EncoderSettings(layer: .mean(1...3)))
    recipes.append(("causal", .encoder(causal)))
    recipes.append(("mixed causal, scaled", .staged(.encoder(mixed), .scale)))
    return recipes
}()

private let heads: [(name: String, head: HeadRecipe)] = [
    ("logistic", .logistic(LogisticRegression())), ("linear_svm", .linearSVM(LinearSVM())),
]

/// Every head beside those, with and without a linear score.
private let otherHeads: [(name: String, head: HeadRecipe)] = [
    ("l1", .logistic(LogisticRegression(penalty: .l1, classWeight: .balanced))),
    (
        "one against the rest",
        .logistic(
            LogisticRegression(
                penalty: .elasticNet(0.3), multiClass: .oneVersusRest,
                classWeight: .named([.init(label: "label 1", weight: 2.5)])))
    ),
    ("hinge", .linearSVM(LinearSVM(c: 0.3, loss: .hinge))),
    ("ridge", .ridge(Ridge(alpha: 0.5, classWeight: .balanced))),
    ("lda", .lda(LinearDiscriminant(shrinkage: .auto))),
    ("shrunk lda", .lda(LinearDiscriminant(shrinkage: .share(0.2)))),
    ("bernoulli", .naiveBayes(NaiveBayes(kind: .bernoulli))),
    ("gaussian", .naiveBayes(NaiveBayes(kind: .gaussian))),
    ("nearest", .nearest(NearestNeighbours(count: 3, metric: .euclidean))),
]

@Suite("A fitted model is exact about itself")
struct TextModelTests {
    private func fitted(_ features: FeatureRecipe, _ head: HeadRecipe, classes: Int, _ work: Work) throws
        -> TextModel
    {
        let texts = TinyHome.texts(60)
        let codes = texts.indices.map { ($0 * 5 + $0 / 7) % classes }
        return try TextModel.fit(
            Recipe(features: features, head: head), texts: texts, codes: codes,
            labels: (0..<classes).map { "label \($0)" }, provenance: TextModel.Provenance(rows: texts.count),
            with: work)
    }

    @Test(
        "Contributions and bias sum to the score that predict gives", arguments: featureRecipes.indices,
        heads.indices)
    func residual(recipe: Int, head: Int) throws {
        let work = try TinyHome().work()
        for classes in [2, 3] {
            let model = try fitted(featureRecipes[recipe].features, heads[head].head, classes: classes, work)
            for text in [
                "good battery, bad screen", "", "not lovely", "unseen words only 中文", "good good good",
            ] {
                let attribution = try model.attribution(of: text, with: work)
                #expect(attribution.isExact(within: 1e-5), "\(featureRecipes[recipe].name), \(text)")
            }
        }
    }

    @Test("Tokens share what is a sum over tokens; what isn't is one unit each, with its name")
    func shares() throws {
        let work = try TinyHome().work()
        let settings = EncoderSettings(pooling: [.mean, .cls, .weighted, .max])
        let features = FeatureRecipe.encoder(EncoderReference(name: "tiny", settings: settings))
        let model = try fitted(features, heads[0].head, classes: 3, work)
        let units = try model.attribution(of: "the good play", with: work).contributions
        #expect(units.filter { $0.range != nil }.map(\.name) == ["the", "good", "play"])
        let whole = ["the first token's vector, whole", "the greatest values, whole"]
        #expect(units.filter { $0.range == nil }.map(\.name) == whole + ["[CLS]", "[SEP]"])
    }

    @Test("Saving and opening gives an equal model", arguments: featureRecipes.indices)
    func saved(recipe: Int) throws {
        let home = try TinyHome()
        let model = try fitted(featureRecipes[recipe].features, heads[0].head, classes: 3, home.work())
        let path = home.home.path + "/m.model"
        let size = try model.write(to: path)
        #expect(size > 100)
        #expect(try TextModel(contentsOf: path, library: TinyHome.library) == model)
    }

    @Test(
        "Every head is exact about itself or says that it can't be, and opens as it was saved",
        arguments: otherHeads.indices)
    func everyHead(head: Int) throws {
        let home = try TinyHome()
        let work = home.work()
        let path = home.home.path + "/m.model"
        for features in [featureRecipes[1].features, featureRecipes[5].features, featureRecipes[6].features] {
            let model = try fitted(features, otherHeads[head].head, classes: 3, work)
            _ = try model.write(to: path)
            let opened = try TextModel(contentsOf: path, library: TinyHome.library)
            #expect(opened == model)
            let texts = ["good battery, bad screen", "", "not lovely"]
            #expect(try opened.predict(texts, with: work) == model.predict(texts, with: work))
            for text in texts {
                if model.isLinear {
                    #expect(try model.attribution(of: text, with: work).isExact(within: 1e-5), "\(text)")
                } else {
                    #expect(throws: TextModelError.self) { try model.attribution(of: text, with: work) }
                    #expect(throws: TextModelError.self) { try model.globalWeights(.init(top: 3)) }
                }
            }
        }
    }

    @Test("A model file with any byte changed, or cut anywhere, is refused with the reason")
    func damaged() throws {
        let home = try TinyHome()
        let model = try fitted(featureRecipes[0].features, heads[0].head, classes: 2, home.work())
        let path = home.home.path + "/m.model"
        _ = try model.write(to: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        var random = SeededRandom(seed: 5)
        for _ in 0..<60 {
            var changed = bytes
            changed[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 + random.next() % 255)
            try changed.write(to: URL(filePath: path))
            #expect(throws: TextModelError.self) {
                try TextModel(contentsOf: path, library: TinyHome.library)
            }
            try bytes.prefix(Int(random.next() % UInt64(bytes.count))).write(to: URL(filePath: path))
            #expect(throws: TextModelError.self) {
                try TextModel(contentsOf: path, library: TinyHome.library)
            }
        }
    }

    @Test("A header that lies behind a valid seal is refused, never trusted")
    func hostileHeader() throws {
        let home = try TinyHome()
        let model = try fitted(featureRecipes[5].features, heads[0].head, classes: 3, home.work())
        let path = home.home.path + "/m.model"
        _ = try model.write(to: path)
        let archive = try ModelArchive(decoding: Array(try Data(contentsOf: URL(filePath: path))), path: path)
        var random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            var changed = archive
            let place = Int(random.next() % UInt64(changed.header.count))
            changed.header[place] = UInt8(truncatingIfNeeded: random.next() % 128)
            if random.next() % 4 == 0 {
                changed.sections.remove(at: Int(random.next() % UInt64(changed.sections.count)))
            }
            try Data(changed.encoded()).write(to: URL(filePath: path))
            // Either it opens as a consistent model or it is refused; what it must not do is trap.
            if let opened = try? TextModel(contentsOf: path, library: TinyHome.library) {
                #expect(opened.features.columns == opened.head.columns)
            }
        }
    }

    @Test(
        "A header with absurd sizes behind a valid seal is refused",
        arguments: [
            ("\"dimension\":15", "\"dimension\":9223372036854775807"),
            ("\"dimension\":15", "\"dimension\":4611686018427387908"),
            ("\"documents\":60", "\"documents\":9223372036854775807"),
            ("\"label 1\"", "\"label 0\""), ("\"rows\":60", "\"rows\":-60"),
        ])
    func absurdSizes(found: String, replacement: String) throws {
        let home = try TinyHome()
        let model = try fitted(featureRecipes[5].features, heads[0].head, classes: 3, home.work())
        let path = home.home.path + "/m.model"
        _ = try model.write(to: path)
        var archive = try ModelArchive(decoding: Array(try Data(contentsOf: URL(filePath: path))), path: path)
        let header = String(decoding: archive.header, as: UTF8.self)
        try #require(header.contains(found))
        archive.header = Array(header.replacing(found, with: replacement).utf8)
        try Data(archive.encoded()).write(to: URL(filePath: path))
        // So many documents are a possible model; everything else is a lie.
        if found.contains("documents") {
            let opened = try TextModel(contentsOf: path, library: TinyHome.library)
            #expect(try opened.predict(["good"], with: home.work()).scores.values.allSatisfy(\.isFinite))
        } else {
            #expect(throws: TextModelError.self) {
                try TextModel(contentsOf: path, library: TinyHome.library)
            }
        }
    }

    @Test("Two blocks of one kind have names of their own, in tables and in attributions alike")
    func repeatedBlocks() throws {
        let work = try TinyHome().work()
        let words = FeatureRecipe.vectorizer(Vectorizer(), name: "words")
        let encoder = FeatureRecipe.encoder(EncoderReference(name: "tiny"))
        let model = try fitted(.union([words, encoder, words, encoder]), heads[0].head, classes: 2, work)
        let names = model.features.sourceNames
        #expect(names == ["words", "encoder(tiny)", "words 2", "encoder(tiny) 2"])
        let attribution = try model.attribution(of: "good battery", with: work)
        let sum = names.reduce(attribution.bias[0]) { $0 + attribution.total(of: $1)[0] }
        #expect(abs(sum - attribution.scores[0]) < 1e-6)
        for name in names { #expect(attribution.contributions.contains { $0.block == name }) }
    }

    @Test("Predictions don't depend on which texts stand beside a text")
    func independent() throws {
        let work = try TinyHome().work()
        let model = try fitted(featureRecipes[5].features, heads[0].head, classes: 3, work)
        let texts = TinyHome.texts(40)
        let together = try model.predict(texts, with: work)
        for row in [0, 7, 39] {
            #expect(try model.predict([texts[row]], with: work).scores.row(0) == together.scores.row(row))
        }
    }

    @Test("Folds hold every row once, and each label's share")
    func folds() {
        let codes = (0..<103).map { $0 % 3 }
        let folds = Folds.stratified(codes, count: 5, seed: 1)
        for fold in 0..<5 {
            for label in 0..<3 {
                let count = folds.indices.count { folds[$0] == fold && codes[$0] == label }
                #expect((6...8).contains(count))
            }
        }
        #expect(folds == Folds.stratified(codes, count: 5, seed: 1))
        #expect(folds != Folds.stratified(codes, count: 5, seed: 2))
    }
}
