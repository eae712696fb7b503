import Display
import FoundationEssentials
import Language
import Testing

@testable import Session

@Suite("Explanations and models are put to the test")
struct CheckVerbTests {
    @Test(
        "Faithfulness is measured once and told under every later explanation of that model, until it is another"
    )
    func faithfulness() throws {
        let bench = try ExplainTests.bench("tfidf() | logistic()")
        func explained(_ clauses: String = "") -> String {
            bench.run("explain model on test row 3\(clauses)").output.shown.last?.plain ?? ""
        }
        #expect(!explained().contains("faithfulness"))
        let shown = try #require(bench.run("faithfulness model on test limit 20 seed 3").output.shown.last)
        for word in [
            "comprehensiveness", "sufficiency", "random order", "by contribution", "by occlusion", "20 of",
        ] {
            #expect(shown.plain.contains(word), "\(word)")
        }
        #expect(!shown.plain.contains("by attention"))
        #expect(shown[.svg]?.hasPrefix("<svg") == true && shown[.html]?.contains("<script") == false)
        #expect(explained().contains("faithfulness: on 20 texts of test"))
        #expect(explained(" by occlusion").contains("by occlusion"))
        #expect(!explained(" by shapley budget 300").contains("faithfulness:"))
        // Another name for the same model has the same; a model fitted anew hasn't.
        bench.run("other = model\nforget model\nmodel = other")
        #expect(explained().contains("faithfulness:"))
        bench.run("model = fit words() | logistic() on train")
        #expect(!explained().contains("faithfulness:"))
        let again = bench.run("faithfulness other on test limit 20 seed 3").output.shown.last
        #expect(again?.plain == shown.plain.replacing("of model on", with: "of other on"))
    }

    @Test(
        "Faithfulness without an exact split leaves contribution out and says why", arguments: [false, true])
    func withoutSplit(isChinese: Bool) throws {
        let bench = try ExplainTests.bench(
            "words() | nearest(k: 5)", sample: isChinese ? "reviews_zh" : "reviews")
        if isChinese { bench.run("set language to chinese") }
        let (end, output) = bench.run("faithfulness model on test limit 8")
        #expect(end == .done)
        let text = output.shown.last?.plain ?? ""
        #expect(text.contains(isChinese ? "没有 by contribution" : "by contribution is left out"))
    }

    @Test("Stress counts what falls over: the figures fit together, and changes are visible")
    func stress() throws {
        let bench = try ExplainTests.bench("words() | logistic()")
        let cell = "stress model on test by typos, case, deletions, swaps strength 10%, 50% limit 60 seed 2"
        let shown = try #require(bench.run(cell).output.shown.last)
        #expect(shown.plain == bench.run(cell).output.shown.last?.plain)
        #expect(shown.plain.contains("→") && shown.plain.contains("60 of"))
        #expect(shown[.svg]?.hasPrefix("<svg") == true)
        let rows = try ExplainTests.rows(bench, cell)
        let figures = rows.filter { ["typos", "case", "deletions", "swaps"].contains($0.name) }
        #expect(figures.count == 8)
        for row in figures {
            // strength, texts, accuracy, against unchanged, flips, share, broken, mended, move
            let values = row.values.compactMap(\.self)
            #expect(values.count == 9)
            guard values.count == 9 else { continue }
            #expect(abs(values[3] - (values[7] - values[6]) / 60) < 1e-9)
            #expect(values[4] >= values[6] + values[7] && values[4] <= values[1])
            // Counts of words don't see their order or their case.
            if row.name == "swaps" || row.name == "case" { #expect(values[4] == 0 && values[8] == 0) }
        }
        #expect(figures.contains { $0.name == "deletions" && ($0.values[4] ?? 0) > 0 })
    }

    @Test("Words are exchanged in both directions, and what the model doesn't read moves nothing")
    func swap() throws {
        let bench = try ExplainTests.bench("words(stop_words: [lamp]) | logistic()")
        let rows = try ExplainTests.rows(
            bench, "stress model on reviews swap \"good\", \"the\" for \"bad\", \"lamp\"")
        let found = rows.filter { $0.name.contains(" → ") }
        #expect(found.map(\.name) == ["good → bad", "bad → good", "the → lamp", "lamp → the"])
        #expect((found[0].values[3] ?? 0) > 0)
        let shown = bench.run("stress model on reviews swap \"good\" for \"bad\"").output.shown.last
        #expect(shown?.plain.contains("[good→bad]") == true)
        #expect(bench.run("stress model on reviews swap \"xyzzy\" for \"plugh\"").end == .done)
    }

    @Test("Chinese loses and swaps characters; there is nothing to mistype")
    func chinese() throws {
        let bench = try ExplainTests.bench("characters(ngrams: 1..2) | logistic()", sample: "reviews_zh")
        bench.run("set language to chinese")
        let (end, output) = bench.run("stress model on test by typos, deletions, swaps limit 20")
        #expect(end == .done)
        #expect(output.shown.last?.plain.contains("抗扰测试") == true)
        #expect(bench.run("stress model on test swap \"好\" for \"差\"").end == .done)
    }

    @Test(
        "What is wrong is said before anything runs",
        arguments: [
            ("stress model on test", "L027"), ("stress model on test swap \"he\"", "L032"),
            ("stress model on test by case for \"she\"", "L032"),
            ("stress model on test swap \"he\" for \"she\" strength 5%", "L031"),
            ("stress model on test swap \"he\", \"his\" for \"she\"", "L030"),
            ("stress model on test by case, case", "L029"), ("stress model on test by noise", "L020"),
            ("stress model on test swap \" \" for \"she\"", "L023"), ("faithfulness model", "L027"),
        ])
    func refused(cell: String, code: String) throws {
        let bench = try ExplainTests.bench("words() | logistic()")
        guard case .failed(let found, _, _) = bench.run(cell).end else {
            Issue.record("\(cell) ran")
            return
        }
        #expect(found == code, "\(cell)")
    }

    @Test(
        "Any explanation can be kept as a page, a picture or numbers",
        arguments: [
            "explain model on test row 3", "explain model on test row 3, 8 by occlusion",
            "explain model on test row 3 by shapley budget 100", "weights model",
            "faithfulness model on test limit 5",
            "stress model on test by swaps limit 10",
        ])
    func kept(cell: String) throws {
        let bench = try ExplainTests.bench("tfidf() | logistic()")
        for ending in ["html", "svg", "csv", "json", "txt"] {
            #expect(bench.run("e = \(cell)\nwrite e to \"e.\(ending)\"").end == .done, "\(cell) as \(ending)")
            let text = try String(contentsOfFile: bench.folder + "/e.\(ending)", encoding: .utf8)
            #expect(text.count > 100)
            switch ending {
            case "html":
                #expect(text.contains("color-scheme") && text.contains("</html>"))
                for bad in ["<script", "http://", "https://", "<link", " onload", "src="] {
                    #expect(!text.replacing("http://www.w3.org", with: "").contains(bad), "\(bad)")
                }
            case "svg": #expect(text.hasPrefix("<svg"))
            default: #expect(text.contains("."))
            }
        }
    }
}
