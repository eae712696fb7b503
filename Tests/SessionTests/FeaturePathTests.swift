import Display
import Testing

@testable import Session

/// Cells with features beyond words and encoders, from the data to the explanation.
@Suite("Recipes take more than words")
struct FeaturePathTests {
    /// Forty rows whose texts say nothing; stars and shop tell the label.
    static let table =
        "body,stars,shop,label\n"
        + (0..<40).map { row in
            let isGood = (row * 3 + row / 4) % 2 == 0
            let stars = row % 9 == 8 ? "" : "\((isGood ? 4 : 2) + row % 2)"
            return
                "a text of number \(row),\(stars),\(isGood ? "north" : "south"),\(isGood ? "good" : "bad")\n"
        }.joined()
    static let load = "d = load \"d.csv\" text body label label\ntrain, test = split d test 20% seed 7\n"

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write(Self.table, to: "d.csv")
        _ = bench.run(Self.load)
        return bench
    }

    @Test("A column goes from the data to report, weights, explanation and file")
    func column() throws {
        let bench = try bench()
        let (end, output) = bench.run(
            """
            m = fit words() + column(stars) + column(shop) | logistic() on train
            report m on test
            crossvalidate words() + column(stars) | logistic() on d folds 4
            weights m top 6
            explain m on test row 1
            mistakes m on test
            predict m on test
            save m to "m.model"
            n = open "m.model"
            describe n
            """)
        #expect(end == .done, "\(output.warnings)")
        let shown = output.shown.map(\.plain).joined(separator: "\n")
        for word in ["shop = north", "stars", "column(stars)", "column(shop)"] {
            #expect(shown.contains(word))
        }
        #expect(shown.contains("stars = "))
    }

    @Test("A bare text can't be predicted, which is said before anything runs, and in a later cell too")
    func bareText() throws {
        let bench = try bench()
        let (together, _) = bench.run(
            "m = fit words() + column(stars) | logistic() on train\npredict m for \"good\"")
        #expect(Self.code(together) == "L241")
        _ = bench.run("m = fit words() + column(stars) | logistic() on train")
        #expect(Self.code(bench.run("explain m for \"good\"").end) == "L241")
        _ = bench.run("other = load sample reviews")
        #expect(Self.code(bench.run("report m on other").end) == "L012")
    }

    @Test("Reduced, weighed and log-ratio features are fitted, searched, listed, explained and kept")
    func stages() throws {
        let bench = try Bench()
        let (end, output) = bench.run(
            """
            reviews = load sample reviews
            train, test = split reviews test 20% seed 7
            short = words(min_docs: 2) | reduce(20)
            ratio = words(ngrams: 1..2) | log_ratio()
            m = fit short | logistic() on train
            n = fit ratio + (characters() | weigh(0.5)) | linear_svm() on train
            report m on test
            weights m top 3
            weights n top 3
            explain m on test row 2
            explain n on test row 2
            t = tune words() | reduce(try [5, 10]) | logistic() on train folds 3
            compare short | logistic(), ratio | logistic() on reviews folds 3
            save n to "n.model"
            k = open "n.model"
            describe k
            """)
        #expect(end == .done, "\(output.warnings)")
        let shown = output.shown.map(\.plain).joined(separator: "\n")
        #expect(shown.contains("reduce(20)") && shown.contains("weigh(0.5)") && shown.contains("log_ratio("))
    }

    @Test("More components than there can be are refused with the figures; ratios need counts")
    func refusedStages() throws {
        let bench = try bench()
        let (end, _) = bench.run("m = fit column(stars) + column(shop) | reduce(9) | logistic() on train")
        guard case .failed(let code, let sentence, _) = end else {
            Issue.record("it was fitted")
            return
        }
        #expect(code == "L219" && sentence.contains("at most 4"), "\(sentence)")
        for cell in ["encoder(minilm) | log_ratio()", "words() | reduce(3) | naive_bayes()"] {
            #expect(Self.code(bench.run("x = \(cell)").end) == "L217")
        }
    }

    @Test("A word list is read from a file, counts, and is highlighted; a broken one names file and line")
    func lexicon() throws {
        let bench = try bench()
        try bench.write("lovely\t2.8\nbroke\t-1.8\nbad\t-2.5\ngood\t1.9\n", to: "list.tsv")
        try bench.write("lovely,2.8\nbroke\n", to: "broken.csv")
        let (end, output) = bench.run(
            """
            reviews = load sample reviews
            m = fit lexicon("list.tsv") + words() | logistic() on reviews
            explain m for "It is not good, it broke, a bad lamp"
            weights m top 3
            describe m
            crossvalidate lexicon("list.tsv", negation: false) | logistic() on reviews folds 3
            """)
        #expect(end == .done, "\(output.warnings)")
        let shown = output.shown.map(\.plain).joined(separator: "\n")
        #expect(shown.contains("lexicon(list.tsv)"))
        guard
            case .failed(let code, let sentence, _) = bench.run(
                "m = fit lexicon(\"broken.csv\") | logistic() on train"
            ).end
        else {
            Issue.record("it was read")
            return
        }
        #expect(code == "L205" && sentence.contains("broken.csv") && sentence.contains("2"), "\(sentence)")
        #expect(Self.code(bench.run("x = lexicon(\"absent.tsv\")").end) == "L201")
    }

    static func code(_ end: CellEnd) -> String? {
        if case .failed(let code, _, _) = end { code } else { nil }
    }
}
