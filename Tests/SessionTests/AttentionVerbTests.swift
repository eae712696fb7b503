import Display
import Testing

@testable import Session

@Suite("attention shows where an encoder looks, and never calls it the reason")
struct AttentionVerbTests {
    private let text = "the good battery died"

    @Test("Mean, maximum, rollout and flow are maps; all heads are a grid with a table")
    func kinds() throws {
        let bench = try VectorBench()
        for (clause, words) in [
            ("", ["mean of the heads", "received"]), ("by mean", ["mean of the heads"]),
            ("by maximum", ["maximum of the heads"]), ("by rollout", ["rollout from the input"]),
            ("by flow layer 1", ["layer 1", "flow from the input"]),
            ("by heads", ["all 3 heads", "Heads of layer", "entropy", "distance", "strongest pair"]),
            ("head 2", ["head 2"]),
        ] {
            let shown = try #require(
                bench.shown("e = encoder(\"tiny\")\nattention e for \"\(text)\" \(clause)").first)
            for word in words + ["not why the head decided"] {
                #expect(shown.plain.contains(word), "\(clause): \(word)")
            }
            #expect(shown[.html]?.contains("<svg") == true)
        }
    }

    @Test("One token's row and column, by number, spelling or word")
    func token() throws {
        let bench = try VectorBench()
        _ = bench.shown("e = encoder(\"tiny\")")
        for clause in ["token 4", "token \"battery\"", "token \"Battery\" by rollout"] {
            let shown = try #require(bench.shown("attention e for \"\(text)\" \(clause)").first?.plain)
            #expect(shown.contains("it looks at") && shown.contains("looks at it"), "\(clause)")
            #expect(shown.contains("token 4"), "\(clause)")
        }
        #expect(bench.failure("attention e for \"\(text)\" token 99")?.code == "L025")
        #expect(
            bench.failure("attention e for \"\(text)\" token \"zebra\"")?.sentence.contains("zebra") == true)
        #expect(bench.failure("attention e for \"\(text)\" head 1 by heads") != nil)
        #expect(bench.failure("attention e for \"\(text)\" token 2 by heads") != nil)
    }

    @Test("The last layer's parts, where a model has them, and what to do where not")
    func parts() throws {
        let bench = try VectorBench()
        let shown = try #require(
            bench.shown(
                "m = fit tfidf() + encoder(\"tiny\") | logistic() on reviews\nattention m for \"\(text)\" by parts"
            ).first?.plain)
        for word in [
            "residual", "head 1", "head 3", "feed-forward", "biases", "passed on", "sum of the tokens",
        ] {
            #expect(shown.contains(word), "\(word)")
        }
        #expect(bench.failure("e = encoder(\"tiny\")\nattention e for \"x\" by parts")?.code == "L022")
        _ = bench.shown("c = fit encoder(\"tiny\", pooling: cls) | logistic() on reviews")
        #expect(bench.failure("attention c for \"x\" by parts")?.code == "L220")
        #expect(bench.failure("attention m for \"x\" by parts layer 1")?.code == "L031")
    }

    @Test("Beside a model: contribution, what changes without the word, and how far the orders agree")
    func evidence() throws {
        let bench = try VectorBench()
        let shown = try #require(
            bench.shown(
                "m = fit encoder(\"tiny\") | logistic() on reviews\nattention m for \"\(text)\""
            ).first)
        for word in [
            "contribution", "without it", "rank agreement", "received ~ contribution", "rollout ~ without it",
            "contribution ~ without it", "exact sum",
        ] {
            #expect(shown.plain.contains(word), "\(word)")
        }
    }
}
