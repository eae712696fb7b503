import Foundation
import Tensors
import Testing

@testable import Encoders

/// What is refused before the first step, and what stops a run.
@Suite struct TuningChecksTests {
    private let encoder: Encoder

    init() throws { encoder = try Encoder(folder: Reference.folder + "/tiny") }

    private func tune(
        _ train: TuningTexts, dev: TuningTexts? = nil, _ settings: TuningSettings = TuningTests.settings()
    ) throws -> TuningOutcome {
        let folder = TuningTests.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try Finetuning.tune(
            encoder, on: train, dev: dev, labels: ["good", "bad", "odd"], settings: settings, folder: folder,
            threads: 2, shouldStop: { false }, onProgress: { _ in })
    }

    private func expect(
        _ error: EncoderError, _ train: TuningTexts, dev: TuningTexts? = nil,
        _ change: (inout TuningSettings) -> Void = { _ in }
    ) {
        #expect(throws: error) { try tune(train, dev: dev, TuningTests.settings(change)) }
    }

    @Test func unfitTextsAreRefused() {
        let good = TuningTests.texts(10)
        expect(.unfitTexts(.none, dev: false), TuningTexts(texts: [], labels: []))
        expect(.unfitTexts(.none, dev: true), good, dev: TuningTexts(texts: [], labels: []))
        expect(
            .unfitTexts(.oneLabel("bad", rows: 3), dev: false),
            TuningTexts(texts: ["a", "b", "c"], labels: [1, 1, 1]))
        expect(
            .unfitTexts(.untrainedLabel("odd", rows: 2), dev: true), good,
            dev: TuningTexts(texts: ["a", "b", "c"], labels: [2, 0, 2]))
        expect(
            .unfitTexts(.unknownLabel(row: 1), dev: false), TuningTexts(texts: ["a", "b"], labels: [1, 3]))
        expect(.unfitTexts(.unknownLabel(row: 1), dev: false), TuningTexts(texts: ["a", "b"], labels: [1]))
        let long = String(repeating: "a ", count: 60)
        expect(
            .unfitTexts(.allCut(texts: 2, limit: 32), dev: false),
            TuningTexts(texts: [long, long], labels: [0, 1]))
        expect(
            .unfitTexts(.allCut(texts: 1, limit: 32), dev: true), good,
            dev: TuningTexts(texts: [long], labels: [1]))
    }

    @Test func settingsOutsideTheirRangesAreRefused() {
        let texts = TuningTests.texts(10)
        expect(.badSetting(setting: "epochs", value: 0, allowed: 1...1_000_000), texts) { $0.epochs = 0 }
        expect(.badSetting(setting: "batch", value: 1, allowed: 2...1_000_000), texts) {
            $0.batch = 1
            $0.objective = .contrastive
        }
        expect(.badTuningSetting(setting: "dropout", value: 1, allowed: 0...0.95), texts) { $0.dropout = 1 }
        expect(.badTuningSetting(setting: "clip", value: 0, allowed: 1e-9...1e9), texts) { $0.clip = 0 }
        expect(.badSetting(setting: "layers", value: 3, allowed: 1...2), texts) { $0.layers = 3 }
        expect(.clashingSettings("embeddings", "vector_noise"), texts) {
            $0.embeddings = true
            $0.layers = 2
            $0.vectorNoise = 0.1
        }
        expect(.badTuningSetting(setting: "consistency", value: 1, allowed: 0...0), texts) {
            $0.objective = .contrastive
            $0.consistency = 1
        }
        for rate in [Double.nan, .infinity, -1] {
            #expect(throws: EncoderError.self) {
                try tune(texts, TuningTests.settings { $0.learningRate = rate })
            }
        }
    }

    @Test func aLossThatGrowsBeyondAllMeasureIsToldWithItsRate() throws {
        let settings = TuningTests.settings {
            $0.learningRate = 50
            $0.clip = nil
            $0.epochs = 20
        }
        do {
            _ = try tune(TuningTests.texts(40), settings)
            Issue.record("the run should have diverged")
        } catch EncoderError.diverged(let loss, let step, let rate) {
            #expect(!(loss < 1))
            #expect(step > 0)
            #expect(rate == 50)
        }
    }

    @Test func cutTextsAreCounted() throws {
        var texts = TuningTests.texts(20)
        let long = String(repeating: "a ", count: 60)
        texts = TuningTexts(texts: texts.texts + [long, long, long], labels: texts.labels + [0, 1, 0])
        #expect(try tune(texts, TuningTests.settings { $0.epochs = 1 }).cutTexts == 3)
    }

    @Test func aTenthIsKeptBackWhereThatIsEnough() throws {
        let few = TuningTests.texts(100)
        #expect(few.fold(labelCount: 3, seed: 1) == nil)
        let many = TuningTests.texts(300)
        let fold = try #require(many.fold(labelCount: 3, seed: 1))
        #expect(fold.dev.texts.count == 30)
        #expect(fold.dev.labels.count { $0 == 1 } == 15)
        #expect((fold.train.texts + fold.dev.texts).sorted() == many.texts.sorted())
        let outcome = try tune(many, TuningTests.settings { $0.epochs = 2 })
        #expect(outcome.heldOut == 30)
        #expect(outcome.best != nil)
        #expect(try tune(few, TuningTests.settings { $0.epochs = 2 }).heldOut == 0)
    }
}
