import Classifiers
import Encoders
import Tensors
import Testing

@testable import TextModels

@Suite("A score is the bias and what each training text adds")
struct EvidenceTests {
    private static let heads: [HeadRecipe] = [
        .logistic(LogisticRegression(c: 2)), .logistic(LogisticRegression(c: 0.5, classWeight: .balanced)),
        .logistic(LogisticRegression(multiClass: .oneVersusRest, classWeight: .balanced)),
        .logistic(
            LogisticRegression(classWeight: .named([.init(label: "label 1", weight: 2.5)]))),
        .ridge(Ridge(alpha: 0.5, classWeight: .balanced)), .linearSVM(LinearSVM(c: 0.7)),
        .linearSVM(LinearSVM(c: 2, classWeight: .balanced)),
    ]

    private func model(_ head: HeadRecipe, classes: Int, _ texts: [String], _ work: Work) throws -> (
        TextModel, [Int]
    ) {
        let codes = texts.indices.map { ($0 * 5 + $0 / 7) % classes }
        let features = FeatureRecipe.staged(
            .union([
                .vectorizer(Vectorizer(), name: "words"), .encoder(EncoderReference(name: "tiny")),
            ]), .scale)
        return (
            try TextModel.fit(
                Recipe(features: features, head: head), texts: texts, codes: codes,
                labels: (0..<classes).map { "label \($0)" },
                provenance: TextModel.Provenance(rows: texts.count), with: work), codes
        )
    }

    @Test(
        "For every loss with a squared penalty the residual is as good as nothing", arguments: heads.indices,
        [2, 3])
    func representer(head: Int, classes: Int) throws {
        let work = try TinyHome().work()
        let texts = TinyHome.texts(60)
        let (model, codes) = try model(Self.heads[head], classes: classes, texts, work)
        for text in ["good battery", "the screen died", ""] {
            let evidence = try model.evidence(
                for: Documents([text]), among: Documents(texts), codes: codes, with: work)
            let parts = try #require(evidence.parts)
            for label in 0..<classes {
                let size = (0..<parts.rows).reduce(0) { $0 + abs(parts[$1, label]) }
                let residual = try #require(evidence.residual(label))
                #expect(abs(residual) < 1e-4 * max(1, size), "\(residual) of \(size)")
            }
        }
        let own = try model.evidence(
            for: Documents([texts[3]]), among: Documents(texts), codes: codes, with: work)
        #expect(abs((own.cosines.max() ?? 0) - 1) < 1e-6)
    }

    @Test("Heads whose optimum tells no such sum have none")
    func none() throws {
        let work = try TinyHome().work()
        let texts = TinyHome.texts(40)
        for head in [
            HeadRecipe.logistic(LogisticRegression(penalty: .l1)), .linearSVM(LinearSVM(loss: .hinge)),
            .lda(LinearDiscriminant(shrinkage: .auto)),
        ] {
            let (model, codes) = try model(head, classes: 2, texts, work)
            let evidence = try model.evidence(
                for: Documents(["good"]), among: Documents(texts), codes: codes, with: work)
            #expect(evidence.parts == nil && evidence.residual(0) == nil)
            #expect(evidence.cosines.count == texts.count)
        }
    }
}
