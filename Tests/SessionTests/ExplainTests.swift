import Display
import FoundationEssentials
import Language
import Testing

@testable import Session

@Suite("Explanations say what they claim, in three ways and four sizes")
struct ExplainTests {
    /// A session with a model of the given recipe over the sample.
    static func bench(_ recipe: String, sample: String = "reviews") throws -> Bench {
        let bench = try Bench()
        let end = bench.run(
            """
            reviews = load sample \(sample)
            train, test = split reviews test 20% seed 7
            model = fit \(recipe) on train
            """
        ).end
        #expect(end == .done)
        return bench
    }

    /// The numbers in the last column of the rows that `write` gives, by the name in the first.
    static func rows(_ bench: Bench, _ cell: String) throws -> [(name: String, values: [Double?])] {
        let end = bench.run("e = \(cell)\nwrite e to \"e.tsv\"").end
        #expect(end == .done, "\(cell): \(end)")
        let text = try String(contentsOfFile: bench.folder + "/e.tsv", encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return (String(cells[0]), cells.dropFirst().map { Double($0) })
        }
    }

    @Test(
        "Shares by shapley add up to the score that predict gives, whatever the head",
        arguments: [
            "tfidf() | logistic()", "words() | nearest(k: 5)",
            "tfidf(max_features: 80) | naive_bayes(kind: gaussian)",
            "tfidf() | linear_svm()", "words() | naive_bayes()",
        ], ["word", "phrase", "sentence"])
    func shapley(recipe: String, unit: String) throws {
        let bench = try Self.bench(recipe)
        for budget in ["", " budget 60"] {
            let rows = try Self.rows(
                bench,
                "explain model for \"not good. it died, but I like the lamp\" by shapley per \(unit)\(budget)"
            )
            let totals = ["score of no text", "sum", "score (predict)", "residual"]
            var sum = 0.0
            for row in rows where !totals.contains(row.name) { sum += row.values[0] ?? .nan }
            func figure(_ name: String) -> Double {
                rows.first { $0.name == name }?.values[0] ?? .nan
            }
            let whole = figure("score (predict)")
            #expect(abs(figure("score of no text") + sum - whole) <= 1e-9 * max(1, abs(whole)))
            #expect(abs(figure("residual")) <= 1e-9 * max(1, abs(whole)))
        }
    }

    @Test(
        "A linear model over counts of single words: what a word adds is what changes without it, and its share"
    )
    func agree() throws {
        let bench = try Self.bench("words(binary: true) | logistic()")
        let text = "for \"lovely lamp and awful battery\""
        let added = try Self.rows(bench, "explain model \(text)")
        let lost = try Self.rows(bench, "explain model \(text) by occlusion")
        let shares = try Self.rows(bench, "explain model \(text) by shapley")
        for word in ["lovely", "lamp", "and", "awful", "battery"] {
            let values = [added, lost, shares].map { rows in
                rows.first { $0.name == word }?.values[0] ?? .nan
            }
            #expect(
                abs(values[0] - values[1]) < 1e-9 && abs(values[0] - values[2]) < 1e-9, "\(word): \(values)")
        }
    }

    @Test("The same cell gives the same shares, another seed others with their standard errors")
    func seeds() throws {
        let bench = try Self.bench("characters(ngrams: 2..4) | logistic()")
        func shown(_ clauses: String) -> String {
            bench.run("explain model on test row 3 by shapley budget 200 \(clauses)").output.shown.last?.plain
                ?? ""
        }
        #expect(shown("seed 4") == shown("seed 4"))
        #expect(shown("seed 4") != shown("seed 5"))
        #expect(shown("").contains("standard error"))
    }

    @Test("Several texts stand side by side, rows with their labels")
    func several() throws {
        let bench = try Self.bench("tfidf() | logistic()")
        let written = bench.run("explain model for \"good lamp\", \"<b>bad</b> battery\"").output.shown.last
        #expect(written?.plain.contains("text 1") == true && written?.plain.contains("text 2") == true)
        #expect(written?[.html]?.contains("<b>") == false)
        let rows = bench.run("explain model on test row 3, 8 by occlusion per phrase").output.shown.last
        #expect(rows?.plain.contains("row 3") == true && rows?.plain.contains("row 8") == true)
        #expect(rows?.plain.contains("true") == true)
    }

    @Test("The two claims are kept apart in words, in both tongues")
    func claims() throws {
        let bench = try Self.bench("tfidf() | logistic()", sample: "reviews_zh")
        func shown(_ clauses: String) -> String {
            bench.run("explain model for \"屏幕很漂亮，可惜电池坏了\" \(clauses)").output.shown.last?.plain ?? ""
        }
        #expect(shown("by occlusion").contains("what changes without it"))
        #expect(shown("by shapley per phrase").contains("averaged over what else is there"))
        bench.run("set language to chinese")
        #expect(shown("by occlusion").contains("去掉后的变化"))
        #expect(shown("by shapley per phrase").contains("全部 4 种组合"))
        #expect(shown("").contains("精确"))
    }

    @Test("What can't be explained is said before it runs, or with what to do instead")
    func refusals() throws {
        let bench = try Self.bench("words() | nearest(k: 5)")
        func failed(_ clauses: String) -> (code: String, text: String) {
            guard case .failed(let code, let sentence, let lines) = bench.run("explain model \(clauses)").end
            else { return ("", "") }
            return (code, sentence + lines.joined(separator: "\n"))
        }
        #expect(failed("for \"good\"").text.contains("by occlusion"))
        #expect(failed("for \"good\" by shapely").text.contains("shapley"))
        #expect(failed("for \"good\" by occlusion budget 50").code == "L032")
        #expect(failed("for \"good\" seed 5").code == "L032")
        #expect(failed("for \"good\" by occlusion per subword").text.contains("no encoder"))
        let long = (1...30).map { "word\($0)" }.joined(separator: " ")
        let few = failed("for \"\(long)\" by shapley budget 50")
        #expect(few.text.contains("118"), "\(few)")
        let longer = (1...300).map { "word\($0)" }.joined(separator: " ")
        #expect(failed("for \"\(longer)\" by shapley").text.contains("budget 1198"))
        #expect(bench.run("explain model for \"\(longer)\" by shapley budget 1198").end == .done)
        #expect(failed("on test row 3, 99999").text.contains("99"))
    }

    @Test("A text without a word is explained too", arguments: ["", " by occlusion", " by shapley"])
    func empty(clauses: String) throws {
        let bench = try Self.bench("tfidf() | logistic()")
        for text in ["", " ", "!"] {
            #expect(bench.run("explain model for \"\(text)\"\(clauses)").end == .done)
        }
    }
}
