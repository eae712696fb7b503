import Classifiers
import FoundationEssentials
import Tensors
import Testing

@testable import TextModels

@Suite("A model takes in new texts")
struct ModelUpdateTests {
    private let home: TinyHome
    private let work: Work

    init() throws {
        home = try TinyHome()
        work = home.work()
    }

    private static let words = FeatureRecipe.vectorizer(Vectorizer(minDocs: .count(2)), name: "words")
    private static let encoder = FeatureRecipe.encoder(EncoderReference(name: "tiny"))

    /// Every head that takes in new texts alone, over features that suit it.
    static let exact: [(name: String, recipe: Recipe)] = [
        ("multinomial", Recipe(features: words, head: .naiveBayes(NaiveBayes()))),
        ("complement", Recipe(features: words, head: .naiveBayes(NaiveBayes(kind: .complement)))),
        ("bernoulli", Recipe(features: words, head: .naiveBayes(NaiveBayes(kind: .bernoulli)))),
        (
            "gaussian",
            Recipe(features: .staged(encoder, .scale), head: .naiveBayes(NaiveBayes(kind: .gaussian)))
        ),
        ("ridge", Recipe(features: .union([words, encoder]), head: .ridge(Ridge()))),
        ("balanced ridge", Recipe(features: encoder, head: .ridge(Ridge(classWeight: .balanced)))),
        ("lda", Recipe(features: encoder, head: .lda(LinearDiscriminant(shrinkage: .share(0.3))))),
        ("lda auto", Recipe(features: encoder, head: .lda(LinearDiscriminant(shrinkage: .auto)))),
        ("nearest", Recipe(features: .union([words, encoder]), head: .nearest(NearestNeighbours(count: 3)))),
    ]

    private static let all: Corpus = {
        let texts = TinyHome.texts(90)
        return Corpus(
            texts: texts, codes: texts.indices.map { ($0 * 5 + $0 / 7) % 3 },
            labels: ["bad", "good", "medium"])
    }()

    private func fit(_ recipe: Recipe, _ rows: Range<Int>) throws -> TextModel {
        try TextModel.fit(
            recipe, on: Self.all.selecting(Array(rows)),
            provenance: TextModel.Provenance(rows: rows.count), with: work)
    }

    private func update(_ model: TextModel, _ rows: Range<Int>, keeping: Range<Int>? = nil) throws
        -> TextModel
    {
        try model.updated(
            with: Self.all.selecting(Array(rows)), keeping: keeping.map { Self.all.selecting(Array($0)) },
            work: work
        ).model
    }

    private func gap(_ left: TextModel, _ right: TextModel) throws -> Double {
        let (a, b) = (
            try left.predict(Self.all.texts, with: work).scores.values,
            try right.predict(Self.all.texts, with: work).scores.values
        )
        return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
    }

    /// The head fitted to all texts, over the features that a model has.
    private func refit(_ model: TextModel) throws -> TextModel {
        let values = try model.features.transform(Documents(Self.all.texts), with: work)
        return try TextModel.fit(
            model.recipe, features: model.features, values: values, codes: Self.all.codes,
            labels: Self.all.labels, provenance: TextModel.Provenance(rows: Self.all.count), with: work)
    }

    @Test("In either order it comes to what a fit on all texts gives", arguments: exact.indices)
    func order(index: Int) throws {
        let old = try fit(Self.exact[index].recipe, 0..<50)
        let kept = old
        let ab = try update(update(old, 50..<63), 63..<90)
        let ba = try update(update(old, 63..<90), 50..<63)
        let whole = try refit(old)
        #expect(try gap(ab, whole) <= 1e-10 && gap(ba, whole) <= 1e-10)
        #expect(old == kept, "the old model stays")
        #expect(ab.provenance.rows == 90 && ab.provenance.counts == whole.provenance.counts)
        #expect(
            ab.provenance.updates?.map(\.origin.rows) == [0, 0] && ab.overlap(with: Self.all.texts) == 90)
        #expect(ab.features == old.features)
    }

    @Test("What a head keeps is the same bits from its file", arguments: exact.indices)
    func file(index: Int) throws {
        let model = try update(fit(Self.exact[index].recipe, 0..<50), 50..<63)
        let path = home.home.path + "/kept.model"
        _ = try model.write(to: path)
        let opened = try TextModel(contentsOf: path, library: work.library)
        #expect(opened == model)
        #expect(try update(opened, 63..<90) == update(model, 63..<90))
    }

    @Test(
        "Heads that depend on every text are fitted anew to old and new ones",
        arguments: [
            HeadRecipe.logistic(LogisticRegression(c: 2)), .linearSVM(LinearSVM()),
            .linearSVM(LinearSVM(loss: .hinge)),
        ])
    func refitted(head: HeadRecipe) throws {
        let old = try fit(Recipe(features: Self.encoder, head: head), 0..<50)
        #expect(throws: TextModelError.self) { try update(old, 50..<90) }
        #expect(old.needsOldTexts == .head(head.name))
        let new = try update(update(old, 50..<63, keeping: 0..<50), 63..<90, keeping: 0..<63)
        #expect(try gap(new, refit(old)) <= 1e-4)
        #expect(new.convergence.converged && new.provenance.updates?.map(\.isRefit) == [true, true])
    }

    @Test("The old texts must be those that it was trained on, with their labels")
    func others() throws {
        let old = try fit(Recipe(features: Self.words, head: .logistic(LogisticRegression())), 0..<50)
        func fault(_ corpus: Corpus) -> TextModelError? {
            #expect(throws: TextModelError.self) {
                try old.updated(with: Self.all.selecting(Array(50..<90)), keeping: corpus, work: work)
            }
        }
        guard case .otherTexts(let missing, let others)? = fault(Self.all.selecting(Array(5..<53))) else {
            Issue.record("other texts were taken")
            return
        }
        // Some of these texts are equal, so that fewer than five are missing.
        #expect(missing - others == 2 && missing > 0)
        let own = Self.all.selecting(Array(0..<50))
        let turned = Corpus(texts: own.texts, codes: own.codes.map { min($0, 1) }, labels: own.labels)
        guard case .otherLabels(let texts)? = fault(turned) else {
            Issue.record("other labels were taken")
            return
        }
        #expect(texts == own.codes.count { $0 == 2 })
    }

    @Test("A label may come later, and a calibration goes")
    func newLabel() throws {
        let recipe = Recipe(features: Self.words, head: .naiveBayes(NaiveBayes()))
        let old = try fit(recipe, 0..<50).calibrated(
            .temperature, texts: Self.all.texts, codes: Self.all.codes, with: work
        ).abstaining(below: 0.5)
        let new = Corpus(
            texts: ["awful awful battery", "good"], codes: [0, 1], labels: ["awful", "good"])
        let (model, drift) = try old.updated(with: new, work: work)
        #expect(model.labels == ["bad", "good", "medium", "awful"])
        #expect(model.provenance.updates?.first?.newLabels == ["awful"])
        #expect(model.calibration == nil && model.abstention == nil)
        #expect(drift.judged == 1 && drift.labels.last?.old == 0 && drift.labelTest == nil)
        #expect(try model.predict(["battery"], with: work).scores.columns == 4)
        #expect(model.provenance.blockSpread.count == 4)
    }

    @Test("Texts of other words are noticed, texts of the same kind are not")
    func drift() throws {
        let old = try fit(
            Recipe(features: .union([Self.words, Self.encoder]), head: .ridge(Ridge())), 0..<60)
        let same = try old.updated(with: Self.all.selecting(Array(60..<90)), work: work).drift
        let words = try #require(same.words.first)
        #expect(words.new.unknownShare == 0 && words.areWords)
        let strange = Corpus(
            texts: (0..<40).map { "zebra quince good \($0 % 7) unheard" }, codes: (0..<40).map { $0 % 3 },
            labels: Self.all.labels)
        let found = try old.updated(with: strange, work: work).drift
        #expect(abs((found.words.first?.new.unknownShare ?? 0) - 0.75) < 1e-12)
        let (near, far) = (try #require(same.vectors.first), try #require(found.vectors.first))
        #expect(far.p < 1e-3 && far.ratio > 3 * near.ratio)
    }

    @Test("Of texts drawn alike, the means' distance is significant about as often as it should be")
    func nullDistribution() throws {
        var random = SeededRandom(seed: 11)
        var ps: [Double] = []
        func draw(_ rows: Int) -> Matrix {
            var matrix = Matrix(rows: rows, columns: 12)
            for row in 0..<rows {
                // One direction has most of the variance, as embeddings have.
                let common = random.normal()
                for column in 0..<12 { matrix[row, column] = Float(common + 0.5 * random.normal()) }
            }
            return matrix
        }
        for _ in 0..<400 {
            guard case .dense(let mean, let squares) = FeatureProfile.measured(draw(150)) else { continue }
            let vectors = try #require(
                Drift.Vectors(block: "e", new: draw(60), mean: mean, squares: squares, rows: 150))
            ps.append(vectors.p)
        }
        #expect((8...36).contains(ps.count { $0 < 0.05 }), "\(ps.count { $0 < 0.05 }) of 400 below 0.05")
        #expect((160...240).contains(ps.count { $0 < 0.5 }))
    }

    @Test("A file of a layout without statistics says that it lacks them, and takes its old texts instead")
    func oldFiles() throws {
        let path = ModelLayoutTests.path("layout-1.model")
        let model = try TextModel(contentsOf: path, library: work.library)
        #expect(model.statistics == nil && model.profile == nil)
        let bayes = Recipe(features: Self.words, head: .naiveBayes(NaiveBayes()))
        var old = try fit(bayes, 0..<50)
        (old.statistics, old.profile) = (nil, nil)
        #expect(old.needsOldTexts == .oldFile)
        #expect(throws: TextModelError.self) { try update(old, 50..<90) }
        let new = try update(old, 50..<90, keeping: 0..<50)
        #expect(new.needsOldTexts == nil && new.statistics?.counts == new.provenance.counts)
    }
}

extension SeededRandom {
    /// A standard normal number, as a sum of twelve: near enough for a null distribution.
    fileprivate mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}
