import Classifiers
import Datasets
import Explanations
import FoundationEssentials
import Tensors
import Testing

@testable import TextModels

/// The downloaded encoder and reviews; their absence is a failure in CI, and said elsewhere.
private enum Downloads {
    static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    static var reviews: String { Home.current.data + "/amazon.tsv" }

    static var areThere: Bool {
        let library = EncoderLibrary(home: .current)
        return (try? library.folder(of: "minilm")) != nil && FileManager.default.fileExists(atPath: reviews)
    }
}

@Suite(
    "On real reviews with the real encoder",
    .enabled(if: Downloads.areThere || Downloads.isCI, "set-up fetches the encoder and the reviews"))
struct RealReviewsTests {
    /// The quick start's data, labelled and split.
    private func split() throws -> Split {
        let options = ReadOptions(
            columns: ["id", "rating", "review"], roles: Dataset.Roles(text: ["review"]))
        let rules = [
            LabelRule("bad", when: .compare(column: "rating", .less, .number(-0.5))),
            LabelRule("good", when: .compare(column: "rating", .greater, .number(0.5))),
            LabelRule("medium", when: nil),
        ]
        let reviews = try Dataset.read(Downloads.reviews, options: options).dataset
        #expect(reviews.count == 3708)
        let labelled = try reviews.labelled(by: rules).dataset.deduplicated().dataset
        var random = SeededRandom(seed: 7)
        return try labelled.split(SplitPlan(test: 0.2, stratify: "label"), using: &random)
    }

    @Test("For every text of the test set, what explain adds up is the score that predict gives")
    func residuals() throws {
        let split = try split()
        let home = try TinyHome()
        let models = Home.current.models + "/all-MiniLM-L6-v2"
        try FileManager.default.createSymbolicLink(
            atPath: home.home.models + "/all-MiniLM-L6-v2", withDestinationPath: models)
        let work = home.work()
        // Debug builds run the kernels unoptimised: there every tenth text stands for all.
        #if DEBUG
            let step = 10
        #else
            let step = 1
        #endif
        let train = split.train.prefix(600)
        let coding = try train.labelCoding()
        let features = FeatureRecipe.union([
            .vectorizer(Vectorizer(weighting: .tfidf, ngrams: 1...2, minDocs: .count(2)), name: "tfidf"),
            .staged(.encoder(EncoderReference(name: "minilm")), .scale),
        ])
        let model = try TextModel.fit(
            Recipe(features: features, head: .logistic(LogisticRegression())), texts: train.texts(),
            codes: coding.codes.compactMap(\.self), labels: coding.names,
            provenance: TextModel.Provenance(rows: train.count), with: work)
        let texts = try split.test.texts()
        var worst = 0.0
        for index in stride(from: 0, to: texts.count, by: step) {
            let attribution = try model.attribution(of: texts[index], with: work)
            for label in model.labels.indices {
                let scale = max(1, attribution.magnitude(label))
                worst = max(worst, abs(attribution.residual(label)) / scale)
            }
        }
        #expect(worst <= 1e-5)
        #expect(worst > 0, "a residual of exactly 0 would mean that the two paths are one")
    }
}
