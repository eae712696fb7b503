import Display
import Testing

@testable import Session

@Suite("evidence shows the training texts behind a decision")
struct EvidenceVerbTests {
    @Test("The nearest with their labels, those that move the score, and a residual")
    func tables() throws {
        let bench = try VectorBench()
        let shown = try #require(
            bench.shown(
                """
                train, test = split reviews test 20% seed 7
                m = fit tfidf() + encoder("tiny") | logistic(C: 1) on train
                evidence m for "the battery died" limit 4
                """
            ).first?.plain)
        for word in [
            "Nearest training texts", "cosine", "in train", "move the score", "adds", "residual", "bias",
            "the other",
        ] {
            #expect(shown.contains(word), "\(word)")
        }
        #expect(!shown.contains("residual is not small"))
    }

    @Test(
        "A label turned round is flagged, heads without such a sum show neighbours alone, and no texts is an error"
    )
    func flags() throws {
        let bench = try VectorBench()
        let rows =
            (0..<30).map { "good lovely thing \($0),good" } + (0..<30).map { "bad broken thing \($0),bad" }
        try bench.bench.write(
            "text,label\n" + rows.joined(separator: "\n") + "\ngood lovely thing indeed,bad\n", to: "d.csv")
        let shown = bench.shown(
            """
            d = load "d.csv"
            m = fit tfidf() | logistic(C: 1) on d
            k = fit tfidf() | nearest(k: 3) on d
            evidence m for "good lovely thing indeed"
            evidence k for "good lovely thing"
            """)
        #expect(shown.first?.plain.contains("possible label error: the model says good") == true)
        #expect(shown.last?.plain.contains("move the score") == false)
        _ = bench.shown("forget d\nforget reviews")
        #expect(bench.failure("evidence m for \"x\"")?.code == "L240")
    }
}
