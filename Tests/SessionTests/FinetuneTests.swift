import Display
import Encoders
import FoundationEssentials
import Language
import Testing

@testable import Session
@testable import TextModels

/// A session whose home has the tiny encoder, and whose trainer tells what it was asked for.
final class TuningBench: Sendable {
    let folder: String
    let session: Session
    let standIn: StandInTuner

    init(_ standIn: StandInTuner = StandInTuner()) throws {
        self.standIn = standIn
        folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let models = folder + "/home/models"
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: models + "/tiny", withDestinationPath: "/\(tests)/EncodersTests/Goldens/tiny")
        session = Session(
            home: Home(path: folder + "/home"), folder: folder, tuner: standIn.tuner,
            clock: { "2026-11-28T12:00:00Z" })
        run("reviews = load sample reviews\ntrain, dev, test = split reviews dev 20% test 20%")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func run(_ code: String) -> (end: CellEnd, output: Transcript.Contents) {
        let transcript = Transcript()
        let end = session.run(code, to: transcript)
        return (end, transcript.all)
    }

    /// What a cell that must succeed shows.
    @discardableResult
    func shown(_ code: String) -> [MIMEBundle] {
        let (end, output) = run(code)
        #expect(end == .done, "\(end)")
        return output.shown
    }

    func failure(_ code: String) -> (code: String, sentence: String)? {
        guard case .failed(let code, let sentence, _) = run(code).end else { return nil }
        return (code, sentence)
    }

    var runs: TuningRuns { TuningRuns(home: session.library.home) }
}

@Suite("finetune, encoder values and runs")
struct FinetuneTests {
    private static let cell = "tuned = finetune \"tiny\" on train dev dev layers 1 epochs 3"

    @Test("A run shows its epochs, everything that was used, and where it is; texts come with their labels")
    func result() throws {
        let bench = try TuningBench()
        let (end, output) = bench.run(Self.cell)
        #expect(end == .done && output.shown.first?.plain.contains("for 240 texts, once") == true)
        let chart = try #require(output.updates.last)
        #expect(chart.entries.contains { $0.text.contains("<svg") } && chart.plain.contains("macro F1"))
        let result = try #require(output.shown.last?.plain)
        for word in [
            "epoch 3 is kept", "layers", "full", "classification(smoothing: 0%", "adamw(", "warmup", "10%",
            "120 of 12,000 numbers (1.00%)", "home/tuned/tiny-", "seed",
        ] { #expect(result.contains(word), "\(word)\n\(result)") }
        let call = try #require(bench.standIn.calls.first)
        #expect(call.labels == ["bad", "good", "medium"])
        #expect(call.train?.texts.count == 180 && call.dev?.texts.count == 60)
        #expect(Set(call.train?.labels ?? []) == [0, 1, 2])
    }

    @Test("Every clause reaches the settings")
    func settings() throws {
        let bench = try TuningBench()
        bench.shown(
            """
            a = finetune "tiny" on train dev dev layers all method lora(rank: 2, alpha: 4, targets: [up, down])
                objective classification(smoothing: 10%, class_weight: balanced, head_rate: 3, consistency: 0.5)
                epochs 1 batch 4 batch_tokens 100 accumulate 2 rate 0.002 warmup 20% decay cosine
                optimiser sgd(weight_decay: 0.1, layer_decay: 0.9, clip: none) dropout 5%
                resisting noise(tokens: 10%, vectors: 3%), pgd(size: 0.5, steps: 2) patience 1 seed 9
            b = finetune "tiny" on train method adalora(budget: 3) resisting fgm(size: 0.2) epochs 1
                objective contrastive(pairs: 7, hard: 30%, describing: {good: "a good one", bad: "a bad one"})
            c = finetune "tiny" on train method bias epochs 1
            d = finetune "tiny" on train method adapter(size: 5) epochs 1
            """)
        let found = bench.standIn.calls.map(\.settings)
        var first = TuningSettings()
        first.method = .lora(rank: 2, alpha: 4, targets: [.up, .down])
        first.layers = found.first?.layers
        (first.labelSmoothing, first.balanced, first.headRate, first.consistency) = (0.1, true, 3, 0.5)
        (first.epochs, first.batch, first.batchTokens, first.accumulate) = (1, 4, 100, 2)
        (first.learningRate, first.warmUp, first.decay) = (0.002, 0.2, .cosine)
        (first.optimiser, first.weightDecay, first.layerDecay, first.clip) = (.sgd, 0.1, 0.9, nil)
        (first.dropout, first.tokenNoise, first.vectorNoise) = (0.05, 0.1, 0.03)
        (first.adversary, first.patience, first.seed) = (.pgd(size: 0.5, steps: 2), 1, 9)
        #expect(found.first == first)
        var second = TuningSettings()
        second.layers = found.first?.layers
        second.method = .adalora(budget: 3, alpha: 16, targets: TuningTarget.allCases)
        (second.objective, second.pairs, second.hardPairs) = (.contrastive, 7, 0.3)
        second.descriptions = ["good": "a good one", "bad": "a bad one"]
        (second.adversary, second.epochs, second.seed) = (.fgm(size: 0.2), 1, 0)
        second.layers = found.count > 1 ? found[1].layers : nil
        #expect(found.count == 4 && found[1] == second)
        #expect(found.count == 4 && found[2].method == .bias && found[3].method == .adapter(size: 5))
    }

    @Test("What the language writes as defaults are the engine's own")
    func defaults() throws {
        let bench = try TuningBench()
        bench.shown("a = finetune \"tiny\" on train dev dev layers 1")
        var plain = TuningSettings()
        plain.layers = 1
        #expect(bench.standIn.calls.map(\.settings) == [plain])
    }

    @Test("A tuned encoder stands wherever an encoder may, in recipes too, and tells what it is")
    func values() throws {
        let bench = try TuningBench()
        bench.shown(Self.cell)
        let shown = bench.shown(
            """
            tuned
            describe tuned
            names
            v = embed test with tuned
            similarity "a good lamp", "a bad lamp" with tuned
            tokens "a good lamp" with tuned
            attention tuned for "the battery died"
            neighbours "good" in test with tuned limit 2
            recipe = encoder(tuned) | logistic()
            m = fit recipe on train
            p = fit pieces(tuned) | logistic() on train
            explain m for "the battery died"
            compare encoder("tiny") | logistic(), encoder(tuned) | logistic() on train against test
            """)
        let all = shown.map(\.plain)
        #expect(all[0].contains("tuned on train: layers 1, full, dev macro F1 0.560"), "\(all[0])")
        for word in ["SHA-256", "base", "180 texts: bad, good, medium", "dev accuracy 75.0%", Self.cell] {
            #expect(all[1].contains(word), "\(word)\n\(all[1])")
        }
        #expect(all[2].contains("encoder") && all[2].contains("tuned on train"))
        #expect(all.last?.contains("encoder(tuned) | logistic()") == true)
    }

    @Test("The same order gives the kept run at once; another seed, text or encoder is another run")
    func keeping() throws {
        let bench = try TuningBench()
        bench.shown(Self.cell)
        let again = bench.shown(Self.cell).last?.plain
        #expect(again?.contains("kept from 2026-11-28 12:00:00 UTC") == true, "\(again ?? "")")
        #expect(bench.standIn.calls.count == 1)
        bench.shown(Self.cell + " seed 5\nx = finetune \"tiny\" on dev dev test layers 1 epochs 3")
        #expect(bench.standIn.calls.count == 3 && bench.runs.all.count == 3)
    }

    @Test("An interrupt keeps the best so far and says so; the cell goes on where it was")
    func interruption() throws {
        let bench = try TuningBench(StandInTuner(stop: 3))
        let first = bench.shown(Self.cell).last?.plain
        #expect(
            first?.contains("interrupted at step 3; the best so far is kept, epoch 1") == true,
            "\(first ?? "")")
        #expect(bench.shown("runs").first?.plain.contains("interrupted") == true)
        let second = bench.shown(Self.cell).last?.plain
        #expect(second?.contains("continued from step 3") == true, "\(second ?? "")")
        let run = try #require(bench.runs.all.first)
        #expect(run.isComplete && run.epochs.map(\.number) == [1, 2, 3] && run.resumedAt == 3)
    }

    @Test("runs lists, opens and removes; a name that isn't there is told with the nearest")
    func runs() throws {
        let bench = try TuningBench()
        #expect(bench.shown("runs").first?.plain.contains("no run is kept yet") == true)
        bench.shown(Self.cell)
        let name = try #require(bench.runs.all.first?.name)
        let table = try #require(bench.shown("runs").first?.plain)
        for word in [name, "tiny", "train", "full", "0.560", "finished", "open \"\(name)\"", "tensorboard"] {
            #expect(table.contains(word), "\(word)\n\(table)")
        }
        #expect(bench.shown("e = open \"\(name)\"\ndescribe e").first?.plain.contains(Self.cell) == true)
        #expect(bench.shown("x = fit encoder(\"\(name)\") | logistic() on train").isEmpty)
        #expect(bench.failure("runs clear \"\(name.dropLast())\"")?.code == "L247")
        #expect(bench.shown("runs clear \"\(name)\"").first?.plain.contains("removed \(name)") == true)
        #expect(bench.runs.all.isEmpty)
    }

    @Test("A folder with an encoder is opened by its path")
    func folders() throws {
        let bench = try TuningBench()
        let card = bench.shown("e = open \"home/models/tiny\"\ndescribe e").first?.plain
        #expect(card?.contains("dimensions") == true)
        #expect(bench.failure("e = open \"home/models\"")?.code == "L210")
    }

    @Test("Data and encoders that can't be trained on are refused before a step")
    func refusals() throws {
        let bench = try TuningBench()
        let cells = [
            ("L212", "x = keep train where label = good\ny = finetune \"tiny\" on x"),
            ("L214", "x = keep train where id > 9999\ny = finetune \"tiny\" on train dev x"),
            ("L216", "x = relabel dev with {good: fine}\ny = finetune \"tiny\" on train dev x"),
            ("L244", "y = finetune encoder(\"tiny\", max_tokens: 3) on train"),
            ("L249", "y = finetune encoder(\"tiny\", precision: int8) on train"),
            ("L025", "y = finetune \"tiny\" on train layers 900"),
        ]
        for (code, cell) in cells { #expect(bench.failure(cell)?.code == code, "\(cell)") }
        #expect(bench.standIn.calls.isEmpty)
        #expect(
            bench.run("y = finetune \"tiny\" on train dev train epochs 1").output.warnings.contains("L102"))
    }

    @Test("A run that another is training is left to it")
    func busy() throws {
        let bench = try TuningBench(StandInTuner(stop: 1, failure: .interrupted))
        #expect(bench.failure(Self.cell)?.code == "L223")
        let run = try #require(bench.runs.all.first)
        let lock = TuningRuns.Lock(bench.runs.folder(of: run.name))
        #expect(lock != nil)
        #expect(bench.failure(Self.cell)?.code == "L246")
        #expect(bench.failure("runs clear \"\(run.name)\"")?.code == "L246")
        withExtendedLifetime(lock) {}
    }

    @Test("The result is told in Chinese, too")
    func chinese() throws {
        let bench = try TuningBench()
        let shown = bench.shown("set language to chinese\n" + Self.cell + "\ndescribe tuned\nruns")
        for bundle in shown {
            let words = ChineseWalkTests.leftovers(bundle.plain)
            let known: Set = [
                "dev", "tiny", "train", "tuned", "full", "SHA", "UTC", "float32", "bert", "home", "open",
                "runs", "clear",
                "tensorboard", "logdir", "epochs", "layers", "on", "finetune", "linear", "mean",
                "TensorBoard",
            ]
            // The folder's name is drawn, and may look like a word.
            let rest = words.filter {
                !known.contains($0) && !bench.folder.contains($0) && !$0.contains(where: \.isNumber)
            }
            #expect(rest == [], "\(bundle.plain)")
        }
    }
}
