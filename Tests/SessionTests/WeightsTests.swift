import Display
import Testing

@testable import Session

@Suite("weights says what speaks for and against each label")
struct WeightsTests {
    @Test("Words of an encoder, raw and scaled weights, examples, filters and contrasts")
    func hybrid() throws {
        let bench = try VectorBench()
        let shown = bench.shown(
            """
            train, test = split reviews test 20% seed 7
            model = fit tfidf() + encoder("tiny") | logistic(C: 1) on train
            weights model top 3 label good
            weights model top 3 label good against bad matching "^b" on test
            """)
        #expect(shown.count == 2)
        for word in [
            "weight × σ", "in a text", "words through encoder(tiny)", "phrases through encoder(tiny)",
            "adds on average", "spread", "more for", "more against", "bias",
            "training texts that are in train", "«",
        ] {
            #expect(shown[0].plain.contains(word), "\(word)")
        }
        #expect(!shown[0].plain.contains("label bad"))
        let filtered = shown[1].plain
        #expect(filtered.contains("label good against bad") && filtered.contains("over the 60 texts of test"))
        #expect(filtered.contains("don't match"))
    }

    @Test("A model of an encoder alone has words when its texts are at hand, and says what to do when not")
    func dense() throws {
        let bench = try VectorBench()
        _ = bench.shown("m = fit encoder(\"tiny\") | logistic() on reviews\nsave m to \"m.model\"")
        #expect(bench.shown("weights m top 2").first?.plain.contains("words through encoder(tiny)") == true)
        _ = bench.shown("forget reviews\nother = load sample reviews_zh\nagain = open \"m.model\"")
        let failure = try #require(bench.failure("weights again"))
        #expect(failure.code == "L240")
        #expect(bench.shown("weights again on other top 2").first?.plain.contains("words through") == true)
        #expect(bench.failure("weights again on other matching \"(\"") != nil)
        #expect(bench.failure("weights again on other label good against good")?.code == "L020")
    }
}
