import Display
import Language
import Testing

@testable import Session

@Suite("Shift-Tab shows what is known of a word where it stands")
struct InspectionTests {
    private func card(_ marked: String, in bench: Bench) -> String {
        var scalars = Array(marked.unicodeScalars)
        let cursor = scalars.firstIndex(of: "‸") ?? scalars.count
        if cursor < scalars.count { scalars.remove(at: cursor) }
        let cell = String(String.UnicodeScalarView(scalars))
        let bundle = bench.session.inspect(cell, cursor: cursor)
        #expect(bundle.map { $0[.html]?.isEmpty == false } ?? true)
        return bundle?.plain ?? ""
    }

    private func expect(_ card: String, holds words: [String]) {
        for word in words { #expect(card.contains(word), "\(word) is not in\n\(card)") }
    }

    @Test("A name shows its live summary")
    func names() throws {
        let bench = try Bench()
        bench.run(ClassicalPathTests.fitted + "\nhybrid = words() + tfidf() | logistic()\nn = 5")
        expect(
            card("describe rev‸iews", in: bench),
            holds: ["dataset", "rows", "columns", "text", "label", "classes"])
        expect(
            card("report mod‸el on test", in: bench),
            holds: ["model", "tfidf(ngrams: 1..2)", "labels", "features"])
        expect(
            card("fit hyb‸rid on train", in: bench), holds: ["recipe", "can be fitted", "words() + tfidf()"])
        expect(card("n‸", in: bench), holds: ["number", "5"])
    }

    @Test("A name that the cell defines shows what will be known of it, before it runs")
    func comingNames() throws {
        let bench = try Bench()
        try bench.write("id,body,mood\n1,good,up\n2,bad,down\n", to: "d.csv")
        let shown = card("d = load \"d.csv\" text body label mood\ndescribe ‸d", in: bench)
        expect(shown, holds: ["not run yet", "dataset", "id", "body", "mood"])
        expect(card("d = load \"d.‸csv\" text body", in: bench), holds: ["d.csv", "columns", "mood"])
        expect(card("d = load \"d.csv\" text bo‸dy", in: bench), holds: ["body", "this file", "text"])
    }

    @Test("Clauses, options, components, columns, labels and words show form, defaults and an example")
    func parts() throws {
        let bench = try Bench()
        bench.run(ClassicalPathTests.fitted)
        expect(
            card("split reviews te‸st 20%", in: bench), holds: ["test", "split DATASET", "share", "required"])
        expect(card("x = tfidf(min_do‸cs: 2", in: bench), holds: ["min_docs", "default", "1", "example"])
        expect(card("x = tfi‸df(", in: bench), holds: ["tfidf", "ngrams", "classical = tfidf"])
        expect(card("x = keep reviews where rat‸ing >", in: bench), holds: ["rating", "reviews", "number"])
        expect(card("weights model label go‸od", in: bench), holds: ["good", "label", "model"])
        expect(
            card("x = keep reviews where text cont‸ains", in: bench),
            holds: ["contains", "letter for letter"])
        expect(card("accuracy_sc‸ore(test)", in: bench), holds: ["scikit-learn", "report model on test"])
    }

    @Test("Cards come in Chinese too")
    func chinese() throws {
        let bench = try Bench()
        bench.run("set language to chinese\nreviews = load sample reviews")
        expect(card("describe rev‸iews", in: bench), holds: ["类型", "数据集", "行数", "类别"])
        expect(card("x = keep reviews where rat‸ing > 1", in: bench), holds: ["所属", "数字"])
    }

    @Test("Behind a set language, a cell's own mistakes are told in that tongue")
    func tongue() throws {
        let bench = try Bench()
        let (end, _) = bench.run("set language to chinese\ndescribe nothing")
        guard case .failed(let code, let sentence, _) = end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(code == "L013" && sentence.contains("尚未定义"))
        let (again, _) = bench.run("describe nothing\nset language to chinese")
        guard case .failed(_, let english, _) = again else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(english.contains("nothing is called"))
        let (_, output) = bench.run(
            "set language to chinese\nreviews = load sample reviews\nkeep reviews where rating > 1")
        #expect(output.warnings.contains("没有名字"))
    }
}
