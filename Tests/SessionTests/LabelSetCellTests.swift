import Display
import FoundationEssentials
import Testing

@testable import Session

/// Cells about texts that may have several labels.
@Suite("Several labels a text, in cells")
struct LabelSetCellTests {
    private static let subjects = [
        ("sport", "the team won the match"), ("money", "the bank raised its rates"),
        ("health", "the doctor gave a vaccine"),
    ]

    /// Rows with no label, one or two, as JSON Lines and as CSV.
    private static let rows: [(text: String, labels: [String])] = (0..<60).map { row in
        let (first, second) = (subjects[row % 3], subjects[(row / 3) % 3])
        if row % 10 == 9 { return ("nothing of note happened on day \(row)", []) }
        if row % 2 == 0, first.0 != second.0 {
            return ("\(first.1) and \(second.1) \(row)", [first.0, second.0])
        }
        return ("\(first.1) \(row)", [first.0])
    }
    private static let lines = rows.map { row in
        "{\"body\": \"\(row.text)\", \"topics\": [\(row.labels.map { "\"\($0)\"" }.joined(separator: ", "))]}"
    }.joined(separator: "\n")
    private static let table =
        "body,topics\n"
        + rows.map { "\($0.text),\($0.labels.joined(separator: "; "))" }.joined(separator: "\n")

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write(Self.lines, to: "news.jsonl")
        try bench.write(Self.table, to: "news.csv")
        try bench.write("body,topic\nthe team won,sport\nthe bank,money\n", to: "single.csv")
        return bench
    }

    private static let load = """
        news = load "news.jsonl" text body labels topics
        train, test = split news test 30% seed 3
        model = fit tfidf() | logistic(C: 5) on train

        """

    @Test("Lists and separated cells give the same model")
    func sources() throws {
        let (end, output) = try bench().run(
            Self.load + """
                predict model on test
                table = load "news.csv" text body labels topics separator ";"
                a, b = split table test 30% seed 3
                other = fit tfidf() | logistic(C: 5) on a
                report model on test
                report other on test
                """)
        #expect(end == .done)
        #expect(output.printed.contains("topics: 3 labels"))
        let (mine, its) = (try #require(output.shown.dropFirst().first), try #require(output.shown.last))
        #expect(mine.plain.replacing("model", with: "other") == its.plain)
    }

    @Test("The whole job, in both tongues, as text and as HTML", arguments: ["english", "chinese"])
    func job(tongue: String) throws {
        let (end, output) = try bench().run(
            "set language to \(tongue)\n" + Self.load + """
                describe news
                describe model
                report model on test
                confusion model on test
                predict model for "the team met the doctor", "nothing at all"
                explain model for "the team met the doctor" label health
                weights model top 3
                crossvalidate tfidf() | logistic(), words() | naive_bayes() on news folds 3
                crossvalidate words() | ridge() on news folds 3 score micro_f1 seeds 2
                compare tfidf() | logistic(), words() | linear_svm() on train against test
                compare tfidf() | logistic(), words() | lda(shrinkage: auto) on news folds 3
                threshold model on test
                """)
        #expect(end == .done)
        let shown = output.shown
        let chinese = tongue == "chinese"
        for words in [
            chinese ? "种组合" : "different sets",
            chinese ? "概率超过时给出" : "given above probability",
            chinese ? "样本平均" : "samples avg",
            chinese ? "正确未给" : "rightly not given",
            chinese ? "子集准确率" : "subset accuracy",
            chinese ? "汉明损失" : "Hamming loss",
            "health",
            chinese ? "得分" : "score of health",
            chinese ? "微平均 F1" : "micro F1",
            chinese ? "第 3 折" : "fold 3",
            "McNemar",
            "Nadeau",
            chinese ? "阈值" : "Thresholds",
        ] {
            #expect(shown.contains { $0.plain.contains(words) }, "\(words)")
        }
        for bundle in shown {
            let html = try #require(bundle[.html])
            #expect(!html.contains("<script") && !bundle.plain.isEmpty)
        }
    }

    @Test("A model is saved and opened with its thresholds, and decides the same")
    func saved() throws {
        let bench = try bench()
        let (end, output) = bench.run(
            Self.load + """
                careful = threshold model on test;
                bold = threshold model at 10%
                predict careful on test
                save careful to "m.model"
                again = open "m.model"
                predict again on test
                careful
                again
                bold
                """)
        #expect(end == .done)
        #expect(output.shown.count == 5)
        #expect(output.shown[0].plain == output.shown[1].plain)
        #expect(output.shown[2].plain == output.shown[3].plain)
        #expect(output.shown[4].plain.contains("sport 0.100"))
    }

    @Test(
        "Verbs that need one label a text say so, and what to do instead",
        arguments: [
            "x = update model with test", "stress model on test by typos", "faithfulness model on test",
            "calibrate model on test", "reliability model on test",
            "mistakes model on test", "tune tfidf() | logistic(C: try [1, 2]) on news",
            "curve tfidf() | logistic() on news", "x = balance news",
            "single = load \"single.csv\"\nm = append news, single",
        ])
    func refused(cell: String) throws {
        let bench = try bench()
        bench.run(Self.load)
        // By the check of the cell, and where the names' contents aren't known beforehand.
        guard case .failed(let code, _, let trace) = bench.run(cell).end else {
            Issue.record("\(cell) ran")
            return
        }
        #expect(code == "L228" || cell.contains("append"), "\(cell)")
        #expect(trace.joined().contains("help"))
    }

    @Test("A model of one label a text has no thresholds, and judges no texts of several")
    func oneLabel() throws {
        let bench = try bench()
        let (end, _) = bench.run(
            Self.load
                + "s = load \"single.csv\" text body label topic\none = fit words() | naive_bayes() on s")
        #expect(end == .done)
        for cell in ["x = threshold one on test", "report one on test"] {
            guard case .failed(let code, _, _) = bench.run(cell).end else {
                Issue.record("\(cell) ran")
                continue
            }
            #expect(code == "L228")
        }
        #expect(bench.run("report model on s").end == .done)
    }

    @Test(
        "Wrong statements are refused",
        arguments: [
            ("L031", "x = load \"news.csv\" label topics labels topics"),
            ("L032", "x = load \"news.csv\" label topics separator \",\""),
            ("L219", "m = fit words() | nearest() on news"),
            ("L219", "m = fit words() | log_ratio() | logistic() on news"),
            ("L219", "m = fit words() | naive_bayes(kind: gaussian) on news"),
            ("L020", "crossvalidate words() | logistic() on news score auc"),
            (
                "L020",
                "d = load \"single.csv\" text body label topic\ncrossvalidate words() | logistic() on d score micro_f1"
            ),
            ("L031", "explain model for \"the team\" against sport"),
            ("L219", "m = fit words() | linear_svm() on news\nx = threshold m at 30%"),
        ])
    func wrong(code: String, cell: String) throws {
        let bench = try bench()
        bench.run(Self.load)
        guard case .failed(let found, _, _) = bench.run(cell).end else {
            Issue.record("\(cell) ran")
            return
        }
        #expect(found == code, "\(cell)")
    }
}
