import Display
import Language
import Testing

@testable import Session

/// Every verb that judges, tunes, calibrates or updates, on small data, in both tongues.
@Suite("Verbs that judge say what they found, as text and as HTML, in both tongues")
struct JudgingVerbTests {
    /// A verb, and what its display must hold in English and in Chinese.
    struct Case: Sendable, CustomTestStringConvertible {
        let cell: String
        let english: [String]
        let chinese: [String]
        var testDescription: String { cell }
    }

    private static func prelude(_ sample: String) -> String {
        """
        reviews = load sample \(sample)
        train, test = split reviews test 30% seed 7
        plain = words() | logistic(C: 1)
        bayes = words(min_docs: 2) | naive_bayes()
        model = fit plain on train
        quick = fit bayes on train

        """
    }

    static let cases: [Case] = [
        Case(
            cell: "crossvalidate plain, bayes on train folds 3",
            english: ["Cross-validation: train, 210 texts, 3 folds, seed 1", "macro F1", "±"],
            chinese: ["交叉验证：train，210 篇文本，3 折交叉验证，种子 1", "宏平均 F1", "±"]),
        Case(
            cell: "crossvalidate plain on train folds 3 score mcc",
            english: ["MCC", "larger is better"], chinese: ["MCC", "越大越好"]),
        Case(
            cell: "best = tune words() | logistic(C: try [0.1, 1, 10]) on train folds 3",
            english: ["accuracy", "0.1", "10", "band: one standard deviation over folds"],
            chinese: ["准确率", "0.1", "10", "色带：各折的一个标准差"]),
        Case(
            cell:
                "best = tune words(ngrams: try [1..1, 1..2]) | logistic(C: try [0.1, 1, 10]) on train folds 3 search random budget 2",
            english: ["2 of 6"], chinese: ["2", "6"]),
        Case(
            cell: "best = tune words() | logistic(C: try [0.01, 0.1, 1, 10]) on train folds 3 search halving",
            english: ["texts"], chinese: ["文本"]),
        Case(
            cell: "careful = calibrate model on test by platt abstain 60%",
            english: ["Calibration of model on test", "before", "after"],
            chinese: ["校准：model，在 test 上", "校准前", "校准后"]),
        Case(
            cell: "reliability model on test", english: ["Reliability of model on test"],
            chinese: ["可信度：model，在 test 上"]),
        Case(
            cell: "curve plain, bayes on train sizes 30%, 60%, 100% folds 3",
            english: ["training texts", "accuracy"], chinese: ["训练文本", "准确率"]),
        Case(
            cell: "compare plain, bayes on train folds 3 seeds 2",
            english: ["3 folds, seeds 1, 2"], chinese: ["3 折交叉验证，种子 1, 2"]),
        Case(
            cell: "mistakes plain on train folds 3 limit 2",
            english: ["of 210 labels are doubtful", "a doubt is no proof: read the text"],
            chinese: ["210 个标签中有", "可疑不等于标错：请读原文"]),
        Case(
            cell: "report model on test", english: ["(Wilson)", "(bootstrap of the test texts"],
            chinese: ["（Wilson）", "自助抽样"]),
        Case(
            cell: "newer = update quick with test",
            english: [
                "Update of quick with test", "90 new beside 210 old",
                "as if it had been fitted to all 300 texts from the first", "unknown to the model",
                "the old model labels",
            ],
            chinese: ["更新：quick，加入 test", "新文本 90 篇，旧文本 210 篇", "模型不认识", "判对"]),
        Case(
            cell: "newer = update model with test keeping train",
            english: ["fitted anew to all 300 texts from the weights it had"],
            chinese: ["从原来的权重出发，在全部 300 篇文本上重新拟合"]),
        Case(
            cell: "describe model",
            english: [
                "recipe", "words(ngrams: 1..1) | logistic(C: 1)", "trained on", "train", "made by",
                "load sample", "split reviews test 30% seed 7", "fitted", "2026-11-28 12:00:00 UTC, Loupe",
                "calibration", "none", "never", "update needs its training texts too",
            ],
            chinese: [
                "配方", "words(ngrams: 1..1) | logistic(C: 1)", "训练数据", "来历", "split reviews test 30% seed 7",
                "训练于",
                "2026-11-28 12:00:00 UTC，Loupe", "校准", "从不", "update 还需要它的训练文本",
            ]),
    ]

    @Test("In English", arguments: cases)
    func english(_ one: Case) throws {
        let bench = try Bench()
        #expect(bench.run(Self.prelude("reviews")).end == .done)
        let (end, output) = bench.run(one.cell)
        #expect(end == .done, "\(end)")
        check(output, one.english)
    }

    @Test("In Chinese, with no English but code, data and terms", arguments: cases)
    func chinese(_ one: Case) throws {
        let bench = try Bench()
        #expect(bench.run("set language to chinese\n" + Self.prelude("reviews_zh")).end == .done)
        let (end, output) = bench.run(one.cell)
        #expect(end == .done, "\(end)")
        check(output, one.chinese)
        for bundle in output.shown {
            #expect(Self.leftovers(bundle.plain) == [], "\(bundle.plain)")
        }
        #expect(Self.leftovers(output.printed + output.warnings) == [])
    }

    /// Words that stay Latin: names of recipes, people, figures, hashes.
    private static let terms: Set<String> = [
        "plain", "bayes", "quick", "MCC", "Brier", "Guo", "Nadeau", "Bengio", "Good", "Turing", "XXH64",
        "UTC",
        "Loupe",
    ]

    private static func leftovers(_ shown: String) -> [String] {
        ChineseWalkTests.leftovers(shown).filter { word in
            !terms.contains(word) && !(word.count > 12 && word.allSatisfy(\.isHexDigit))
        }
    }

    /// Each piece stands in the text and, where there is HTML, in the HTML too.
    private func check(_ output: Transcript.Contents, _ pieces: [String]) {
        #expect(!output.shown.isEmpty)
        let plain = output.shown.map(\.plain).joined(separator: "\n")
        let html = output.shown.compactMap { $0[.html] }.joined()
        for piece in pieces {
            #expect(plain.contains(piece), "\(piece) not in\n\(plain)")
            let escaped = piece.split(separator: " ").last.map(String.init) ?? piece
            #expect(html.isEmpty || html.contains(escaped), "\(escaped) not in the HTML")
        }
        #expect(!plain.contains("nan") && !plain.contains("Optional(") && !html.contains("nan"))
    }

    @Test(
        "The card keeps everything through a file: tuning, calibration, threshold, updates, data and their hash"
    )
    func card() throws {
        let bench = try Bench()
        let rows = (0..<60).map { "\($0),\($0 % 2 == 0 ? "fine" : "bad") lamp \($0 % 7),\($0 % 2)" }
        try bench.write("id,body,stars\n" + rows.joined(separator: "\n") + "\n", to: "d.csv")
        let (end, output) = bench.run(
            """
            d = load "d.csv" text body label stars
            a, b = split d test 50%
            m = tune words() | naive_bayes(alpha: try [0.1, 1]) on a folds 2;
            n = update m with b;
            c = calibrate n on b by platt abstain 55%;
            describe c
            save c to "c.model"
            x = open "c.model"
            describe x
            """)
        #expect(end == .done, "\(end)")
        let cards = output.shown.map(\.plain).filter { $0.hasPrefix("Model") }
        #expect(cards.count == 2 && cards[0] == cards[1], "\(cards)")
        for piece in [
            "a, file d.csv, XXH64 ", "the file is here, unchanged", "a, b = split d test 50%  # seed 1",
            "the best of 2 combinations tried, of 2 (grid): accuracy", "update 1", "30 texts; b, file d.csv",
            "added exactly", "Platt; learnt on 30 texts; b", "below a confidence of 55.0%",
            "2026-11-28 12:00:00 UTC, Loupe",
        ] { #expect(cards.last?.contains(piece) == true, "\(piece)") }
        #expect(
            output.printed.contains(
                "the file is whole (its SHA-256 is right); data d.csv: the file is here, unchanged"))
        try bench.write("id,body,stars\n1,other,0\n", to: "d.csv")
        #expect(bench.run("y = open \"c.model\"").output.printed.contains("has other contents now"))
    }
}
