import Foundation
import Synchronization
import Tensors
import Testing

@testable import Encoders

/// The loop of training, over the tiny encoder.
@Suite struct TuningTests {
    private let encoder: Encoder

    init() throws { encoder = try Encoder(folder: Reference.folder + "/tiny") }

    /// Texts whose label is told by one word among others.
    static func texts(_ count: Int, seed: UInt64 = 1) -> TuningTexts {
        var random = SeededRandom(seed: seed)
        let words = ["a", "b", "c", "the", "play", "e", "cafe"]
        let labels = (0..<count).map { $0 % 2 }
        let texts = labels.map { label in
            var text = (0..<Int(random.next() % 8)).map { _ in words[Int(random.next() % 7)] }
            text.insert(label == 0 ? "good" : "bad", at: Int(random.next() % UInt64(text.count + 1)))
            return text.joined(separator: " ")
        }
        return TuningTexts(texts: texts, labels: labels)
    }

    static func settings(_ change: (inout TuningSettings) -> Void = { _ in }) -> TuningSettings {
        var settings = TuningSettings()
        settings.epochs = 3
        settings.batch = 8
        settings.learningRate = 3e-3
        change(&settings)
        return settings
    }

    static func folder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("loupe-\(UUID().uuidString)").path
    }

    /// Where a run ended, with the bits of all that it trained.
    struct Result: Equatable {
        var ended: TuningOutcome.Ending?
        var bits: [[UInt32]] = []
        var state: [Double] = []
    }

    /// Runs until the end, or until `stop` says so, which is asked with the number of the step.
    private func run(
        _ train: TuningTexts, dev: TuningTexts? = nil, _ settings: TuningSettings, folder: String,
        threads: Int = 2, stop: (@Sendable (Int) -> Bool)? = nil
    ) throws -> (run: TuningLoop, result: Result) {
        let steps = Count()
        let inputs = TuningInputs(
            train: train, dev: dev, labels: ["good", "bad"], settings: settings, folder: folder,
            pool: ThreadPool(threads: threads))
        let latch = StopLatch { stop.map { $0(steps.number) } ?? false }
        let run = try TuningLoop(encoder, inputs, latch)
        let checkpoint = TuningCheckpoint(
            path: folder + "/checkpoint", identity: inputs.identity(of: encoder))
        var result = Result()
        result.ended = try Self.ending {
            try run.run(checkpoint) { progress in steps.number = progress.step }
        }
        result.bits = (run.buffers + run.state.bestValues).map { buffer in
            (0..<buffer.count).map { buffer.pointer[$0].bitPattern }
        }
        result.state = run.state.history.flatMap { [$0.loss, $0.learningRate, $0.gradientNorm] }
        return (run, result)
    }

    /// How a run ended; nil where it was interrupted before it had anything to give.
    private static func ending(_ run: () throws -> TuningOutcome.Ending) throws -> TuningOutcome.Ending? {
        do { return try run() } catch EncoderError.interrupted { return nil }
    }

    /// A number that several threads read.
    final class Count: Sendable {
        private let value = Mutex(0)
        var number: Int {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }

        func next() -> Int {
            value.withLock { number in
                number += 1
                return number
            }
        }
    }

    private func withFolder<Value>(_ body: (String) throws -> Value) rethrows -> Value {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    @Test(arguments: TuningSettings.Objective.allCases)
    func theLossFallsAndTheDevSetIsToldApart(_ objective: TuningSettings.Objective) throws {
        let settings = Self.settings {
            $0.objective = objective
            $0.epochs = 8
            $0.patience = nil
            $0.pairs = 60
        }
        let outcome = try withFolder { folder in
            try Finetuning.tune(
                encoder, on: Self.texts(64), dev: Self.texts(30, seed: 2), labels: ["good", "bad"],
                settings: settings, folder: folder, threads: 2, shouldStop: { false }, onProgress: { _ in })
        }
        let losses = outcome.history.map(\.loss)
        let third = losses.count / 3
        let (first, last) = (losses.prefix(third).reduce(0, +), losses.suffix(third).reduce(0, +))
        #expect(last < 0.7 * first)
        #expect(outcome.best?.accuracy ?? 0 >= 0.9)
        #expect(outcome.ended == .finished)
        #expect(outcome.history.last?.step == outcome.history.last?.steps)
        #expect(outcome.history.count { $0.dev != nil } == 8)
        #expect(outcome.trainedCount > 0 && outcome.trainedCount < outcome.totalCount)
    }

    static let variants: [TuningSettings] = [
        settings(), settings { $0.objective = .contrastive },
        settings {
            $0.accumulate = 3
            $0.batchTokens = 30
            $0.consistency = 0.5
        },
        settings {
            $0.adversary = .pgd(size: 0.5, steps: 3)
            $0.tokenNoise = 0.2
            $0.vectorNoise = 0.05
            $0.optimiser = .sgd
        },
        settings { $0.method = .adalora(budget: 2, alpha: 8, targets: [.query, .value, .up]) },
        settings {
            $0.layers = 2
            $0.embeddings = true
            $0.balanced = true
            $0.layerDecay = 0.8
        },
    ]

    @Test(arguments: variants.indices)
    func sameSeedSameBitsOnAnyNumberOfThreads(_ number: Int) throws {
        let settings = Self.variants[number]
        let (train, dev) = (Self.texts(40), Self.texts(12, seed: 2))
        let found = try [1, 2, 3].map { threads in
            try withFolder { try run(train, dev: dev, settings, folder: $0, threads: threads).result }
        }
        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
        var other = settings
        other.seed = 5
        let another = try withFolder { try run(train, dev: dev, other, folder: $0).result }
        #expect(another != found[0])
    }

    @Test func lossesThatRiseAtOnceOrLaterDiverge() {
        func isDiverging(_ losses: [Double]) -> Bool {
            var state = TuningState()
            state.history = losses.map { loss in
                TuningProgress(
                    step: 1, steps: 1, epoch: 1, epochs: 1, loss: loss, learningRate: 0.1, gradientNorm: 1,
                    dev: nil)
            }
            return state.isDiverging
        }
        let calm = [Double](repeating: 0.7, count: 30)
        #expect(!isDiverging(calm) && !isDiverging([]) && !isDiverging(calm + [9]))
        #expect(isDiverging([1, 1.1, 130, 740, 740, 1600, 1900, 1400, 1700, 1500]))
        #expect(isDiverging(calm + [Double](repeating: 20, count: 10)))
        #expect(!isDiverging([1, 1.1, 130]), "a few steps tell nothing yet")
    }

    @Test func whatAdaLoRAKeepsIsWithinItsBudget() throws {
        let settings = Self.settings {
            $0.method = .adalora(budget: 1, alpha: 8, targets: [.query, .value, .up])
            $0.epochs = 6
            $0.patience = 1
        }
        let loop = try withFolder {
            try run(Self.texts(40), dev: Self.texts(12, seed: 2), settings, folder: $0).run
        }
        let ranks = zip(loop.stack.parameters, loop.state.bestValues).filter {
            $0.0.name.hasSuffix(".lora_E")
        }
        #expect(ranks.reduce(0) { $0 + $1.0.count } == 2 * ranks.count)
        #expect(ranks.reduce(0) { $0 + $1.1.values.count { $0 != 0 } } <= ranks.count)
        #expect(loop.state.epoch >= 5, "seven tenths of the steps bring the ranks down")
    }

    @Test(arguments: variants.indices)
    func whoGoesOnReachesWhatWhoNeverStoppedReached(_ number: Int) throws {
        let settings = Self.variants[number]
        let (train, dev) = (Self.texts(40), Self.texts(12, seed: 2))
        let whole = try withFolder { try run(train, dev: dev, settings, folder: $0).result }
        let steps = whole.state.count / 3
        var random = SeededRandom(seed: 11)
        for _ in 0..<3 {
            let (first, second) = (Int(random.next() % UInt64(steps)), Int(random.next() % UInt64(steps)))
            try withFolder { folder in
                // who is stopped while the texts are cut into tokens has nothing to keep
                for limit in [min(first, second), max(first, second)] {
                    _ = try? run(train, dev: dev, settings, folder: folder, stop: { $0 >= limit })
                }
                let (last, result) = try run(train, dev: dev, settings, folder: folder)
                #expect(result == whole, "stopped at \(first) and \(second)")
                if max(first, second) > 0 { #expect(last.resumedAt == max(first, second)) }
                #expect(last.ignored == nil)
            }
        }
    }

    @Test func aStopInTheMiddleOfAStepLeavesTheStepBefore() throws {
        let settings = Self.settings { $0.adversary = .fgm(size: 0.1) }
        let whole = try withFolder { try run(Self.texts(40), settings, folder: $0).result }
        for limit in [1, 7, 60, 200, 333] {
            try withFolder { folder in
                let asked = Count()
                _ = try? run(Self.texts(40), settings, folder: folder, stop: { _ in asked.next() > limit })
                let result = try run(Self.texts(40), settings, folder: folder).result
                #expect(result == whole)
            }
        }
    }

    @Test func foreignAndDamagedCheckpointsAreTold() throws {
        try withFolder { folder in
            let train = Self.texts(40)
            let path = folder + "/checkpoint"
            _ = try run(train, Self.settings(), folder: folder, stop: { $0 >= 7 })
            let good = try Data(contentsOf: URL(fileURLWithPath: path))
            let other = try run(train, Self.settings { $0.seed = 4 }, folder: folder, stop: { $0 >= 2 })
            #expect(other.run.ignored == .otherRun)
            #expect(other.run.resumedAt == nil)
            var random = SeededRandom(seed: 3)
            for _ in 0..<20 {
                var bad = good
                bad[Int(random.next() % UInt64(bad.count))] ^= UInt8(1 + random.next() % 255)
                let short = good.prefix(Int(random.next() % UInt64(good.count)))
                for data in [bad, short] {
                    try data.write(to: URL(fileURLWithPath: path))
                    let broken = try run(train, Self.settings(), folder: folder, stop: { $0 > 0 }).run
                    #expect(broken.ignored == .damaged)
                    #expect(broken.resumedAt == nil)
                }
            }
        }
    }

    @Test func anInterruptGivesTheBestSoFarOrNothing() throws {
        func tune(_ folder: String, stopAt: Int) throws -> TuningOutcome {
            let steps = Count()
            return try Finetuning.tune(
                encoder, on: Self.texts(40), dev: Self.texts(12, seed: 2), labels: ["good", "bad"],
                settings: Self.settings(), folder: folder, threads: 2,
                shouldStop: { steps.number >= stopAt }, onProgress: { steps.number = $0.step })
        }
        try withFolder { folder in
            #expect(throws: EncoderError.interrupted) { try tune(folder, stopAt: 2) }
            let kept = try tune(folder, stopAt: 8)
            #expect(kept.ended == .interrupted)
            #expect(kept.bestEpoch == 1)
            #expect(kept.resumedAt == 2)
            let whole = try tune(folder, stopAt: .max)
            #expect(whole.ended == .finished || whole.ended == .early)
            #expect(whole.resumedAt == 8)
            #expect(!FileManager.default.fileExists(atPath: folder + "/checkpoint"))
        }
    }

    @Test func trainingEndsWhenTheDevSetSaysSo() throws {
        // labels that nothing tells: sooner or later no epoch is better
        let train = TuningTexts(texts: Self.texts(40).texts, labels: (0..<40).map { $0 / 2 % 2 })
        let settings = Self.settings {
            $0.epochs = 60
            $0.patience = 2
        }
        let outcome = try withFolder { folder in
            try Finetuning.tune(
                encoder, on: train, dev: Self.texts(20, seed: 2), labels: ["good", "bad"],
                settings: settings, folder: folder, threads: 2, shouldStop: { false }, onProgress: { _ in })
        }
        #expect(outcome.ended == .early)
        #expect(outcome.history.last?.epoch == outcome.bestEpoch + 2)
        let scores = outcome.history.compactMap(\.dev)
        #expect(outcome.best == scores[outcome.bestEpoch - 1])
        #expect(scores.allSatisfy { !$0.isBetter(than: scores[outcome.bestEpoch - 1]) })
    }
}
