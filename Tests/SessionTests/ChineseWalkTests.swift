import Display
import Language
import Testing

@testable import Session

@Suite("A lesson in Chinese, typed with full-width marks")
struct ChineseWalkTests {
    static let lesson = """
        set language to chinese
        评论 ＝ load sample reviews_zh
        describe 评论
        show 评论 limit 3
        训练集，测试集 ＝ split 评论 test 20% seed 7
        词袋 ＝ words(ngrams：1..2) ｜ logistic(C：1)
        混合 ＝ words(ngrams：1..2) ＋ characters(ngrams：2..2) ｜ logistic(C：1)
        模型 ＝ fit 词袋 on 训练集
        report 模型 on 测试集
        confusion 模型 on 测试集
        compare 词袋，混合 on 训练集 against 测试集
        mistakes 模型 on 测试集 limit 2
        weights 模型 top 3
        explain 模型 for “电池坏了，但是屏幕很漂亮”
        faithfulness 模型 on 测试集 limit 10
        explain 模型 on 测试集 row 3, 4 by occlusion per phrase
        explain 模型 for “电池坏了，但是屏幕很漂亮，包装也不错” by shapley budget 200
        stress 模型 on 测试集 by deletions, swaps strength 20% limit 30
        stress 模型 on 测试集 swap “好” for “差”
        predict 模型 for “很好用”，“第一天就坏了”
        模型
        names
        settings
        samples
        help fit
        """

    /// Words that stay Latin in what the lesson shows: names of data, of methods, units.
    private static let terms: Set<String> = [
        "id", "rating", "label", "text", "bad", "good", "medium", "predicted", "reviews", "reviews_zh",
        "Wilson", "McNemar", "comprehensiveness", "sufficiency", "Agresti", "Min", "F1", "ECE", "ms", "kB",
        "help", "english", "chinese",
    ]

    static func leftovers(_ shown: String) -> [String] {
        var known = terms.union(words(lesson))
        for signature in SignatureTable.all {
            known.formUnion(words(signature.name + " " + signature.form + " " + signature.example))
            known.formUnion((signature.operands + signature.clauses).map(\.name))
        }
        for setting in SignatureTable.settings { known.insert(setting.name) }
        return words(shown).filter { !known.contains($0) }
    }

    private static func words(_ text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.map(String.init)
            .filter { $0.count > 1 && $0.first?.isLetter == true }
    }

    @Test("The whole lesson runs, and what it shows holds no English but code, data and terms")
    func lessonSpeaksChinese() throws {
        let bench = try Bench()
        let (end, output) = bench.run(Self.lesson)
        #expect(end == .done)
        #expect(output.shown.count == 18 && output.pages.count == 1)
        for bundle in output.shown + output.pages {
            #expect(Self.leftovers(bundle.plain) == [], "\(bundle.plain)")
        }
        #expect(Self.leftovers(output.printed + output.warnings) == [])
    }

    @Test("Columns, labels and conditions may be Chinese, bare or in back-quotes")
    func namesAreChinese() throws {
        let bench = try Bench()
        try bench.write(
            "编号,内容,情感,用户 评分\n1,很好用,好,5\n2,坏了,差,1\n3,一般,中,3\n", to: "评论.csv")
        let (end, output) = bench.run(
            """
            set language to chinese
            评论 ＝ load “评论.csv” text 内容 label 情感
            好评 ＝ keep 评论 where `用户 评分` ≥ 4 or 情感 = 好
            show 好评
            新 = relabel 评论 with {好：正面，差：负面}
            describe 新
            """)
        #expect(end == .done, "\(end)")
        #expect(output.shown.first?.plain.hasPrefix("1 行 × 4 列") == true, "\(output.shown)")
        #expect(output.shown.last?.plain.contains("正面") == true)
    }

    @Test(
        "An error names the Chinese column that was meant, with carets below it, and the tongue can change back"
    )
    func errorsAreChinese() throws {
        let bench = try Bench()
        try bench.write("内容,情感\n很好用,好\n坏了,差\n", to: "评论.csv")
        bench.run("set language to chinese")
        let cell = "评论 = load \"评论.csv\" text 内容 label 情惑"
        guard case .failed(let code, let sentence, let lines) = bench.run(cell).end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(code == "L012" && sentence == "没有“情惑”这一列")
        #expect(lines.contains { $0.contains("是不是“情感”？") }, "\(lines)")
        #expect(
            bench.run("set language to english\nsettings").output.shown.first?.plain.hasPrefix("Settings")
                == true)
    }
}
