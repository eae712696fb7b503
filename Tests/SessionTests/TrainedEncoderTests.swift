import Display
import Encoders
import Testing

@testable import Session
@testable import TextModels

@Suite("Encoders that are really trained, from the cell to the recipe")
struct TrainedEncoderTests {
    private static let data =
        "train, dev, test = split reviews dev 20% test 20%\n"

    @Test(
        "Every method and objective gives an encoder that opens by its run and differs from its base",
        arguments: [
            "", "method bias", "method lora(rank: 2)", "objective contrastive(pairs: 1)",
            "resisting noise(tokens: 10%)", "layers all",
        ])
    func methods(clauses: String) throws {
        let bench = try VectorBench()
        let cell = "tuned = finetune \"tiny\" on train dev dev epochs 1 rate 0.01 \(clauses)"
        let shown = bench.shown(Self.data + cell)
        #expect(shown.last?.plain.contains("saved in") == true)
        let run = try #require(TuningRuns(home: bench.bench.session.library.home).all.first)
        #expect(run.isComplete && run.epochs.count == 1 && run.trainedCount > 0 && run.steps > 0)
        let library = bench.bench.session.library
        let base = try library.encoder(EncoderReference(name: "tiny"))
        let tuned = try library.encoder(run.reference)
        #expect(tuned.dimension == base.dimension)
        // The best epoch may be the encoder as it was.
        #expect(run.bestEpoch == 0 || tuned.hash != base.hash)
        #expect(
            bench.shown(
                """
                m = fit encoder(tuned) | logistic() on train
                report m on test
                compare encoder("tiny") | logistic(), encoder(tuned) | logistic() on train against test
                describe tuned
                """
            ).count >= 3)
        #expect(bench.shown(cell).last?.plain.contains("kept from") == true)
    }

    @Test("A rate beyond reason ends with a code of its own that says which setting to change")
    func divergence() throws {
        let bench = try VectorBench()
        bench.bench.run(Self.data)
        let failure = bench.failure(
            "x = finetune \"tiny\" on train dev dev rate 10 warmup 0 epochs 50 optimiser sgd(clip: none)")
        #expect(failure?.code == "L245", "\(String(describing: failure))")
    }

    @Test("A tuned encoder is saved as a folder that opens as it was, and never over something that is there")
    func saving() throws {
        let bench = try VectorBench()
        _ = bench.shown(Self.data + "tuned = finetune \"tiny\" on train dev dev epochs 1 rate 0.01")
        _ = bench.shown("save tuned to \"whole\"")
        let found = bench.shown(
            """
            again = open "whole"
            compare encoder(tuned) | logistic(), encoder(again) | logistic() on train against test
            """)
        #expect(found.count == 1)
        #expect(bench.failure("save tuned to \"whole\"")?.code == "L203")
    }

    @Test("Texts that an encoder was tuned on are remarked wherever they judge, and in folds")
    func tunedTexts() throws {
        let bench = try VectorBench()
        _ = bench.shown(Self.data + "tuned = finetune \"tiny\" on train dev dev epochs 1 rate 0.01")
        func remarks(_ cell: String) -> Bool { bench.warnings(cell).contains("was tuned on") }
        #expect(remarks("crossvalidate encoder(tuned) | logistic() on train folds 2"))
        #expect(!remarks("crossvalidate encoder(\"tiny\") | logistic() on train folds 2"))
        #expect(!remarks("m = fit encoder(tuned) | logistic() on dev\nreport m on test"))
        #expect(remarks("n = fit encoder(tuned) | logistic() on dev\nreport n on train"))
    }
}
