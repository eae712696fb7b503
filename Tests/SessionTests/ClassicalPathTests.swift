import Display
import FoundationEssentials
import Language
import Testing

@testable import Session

@Suite("The classical path needs no download")
struct ClassicalPathTests {
    static let fitted = """
        reviews = load sample reviews
        train, test = split reviews test 20% seed 7
        model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train
        """

    @Test("Every verb of the signature table has code, and no other has")
    func verbsMatch() {
        #expect(Verb.all.keys.sorted() == SignatureTable.verbs.map(\.name).sorted())
    }

    @Test("Load, split, fit, report, look inside", arguments: ["reviews", "reviews_zh"])
    func wholeJob(sample: String) throws {
        let bench = try Bench()
        let (end, output) = bench.run(
            """
            reviews = load sample \(sample)
            describe reviews
            train, test = split reviews test 20% seed 7
            model = fit words(ngrams: 1..2) + characters(ngrams: 2..3) | linear_svm(C: 1) on train
            report model on test
            confusion model on test
            weights model top 5
            mistakes model on test limit 3
            explain model on test row 2
            predict model for "good", "bad"
            """)
        #expect(end == .done)
        #expect(output.shown.count == 7)
        for bundle in output.shown {
            #expect(!bundle.plain.isEmpty)
            #expect(bundle[.html]?.contains("<script") == false)
        }
        #expect(output.shown[1].plain.contains("macro avg"))
    }

    @Test("A statement that fails keeps what earlier ones defined, and changes nothing itself")
    func failureKeeps() throws {
        let bench = try Bench()
        bench.run("reviews = load sample reviews")
        let (end, _) = bench.run("good = keep reviews where rating > 1\ngood = load \"absent.csv\"")
        guard case .failed = end else {
            Issue.record("the cell should have failed")
            return
        }
        let (again, output) = bench.run("names")
        #expect(again == .done)
        #expect(output.shown.first?.plain.contains("reviews") == true)
    }

    @Test("A cell with a mistake anywhere runs nothing")
    func checkedFirst() throws {
        let bench = try Bench()
        let (end, output) = bench.run("say \"first\"\nreport nosuch on nothing")
        guard case .failed(let code, let sentence, let lines) = end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(code.hasPrefix("L"))
        #expect(!sentence.isEmpty)
        #expect(lines.contains { $0.contains("^") })
        #expect(output.printed.isEmpty)
    }

    @Test("A model that is saved and opened predicts the same bits")
    func savedModel() throws {
        let bench = try Bench()
        bench.run(Self.fitted)
        bench.run("save model to \"m.model\"\nagain = open \"m.model\"")
        bench.run(
            "a = predict model on test\nb = predict again on test\nwrite a to \"a.csv\"\nwrite b to \"b.csv\""
        )
        let first = try String(contentsOfFile: bench.folder + "/a.csv", encoding: .utf8)
        let second = try String(contentsOfFile: bench.folder + "/b.csv", encoding: .utf8)
        #expect(first == second)
        #expect(first.split(separator: "\n").count == 31)
    }

    @Test("The same cell with the same seed gives the same report")
    func deterministic() throws {
        let reports = try (0..<2).map { _ in
            let bench = try Bench()
            bench.run(Self.fitted)
            return bench.run("report model on test").output.shown.first?.plain
        }
        #expect(reports[0] == reports[1])
        #expect(reports[0] != nil)
    }

    @Test("A test set that was trained on is warned about")
    func overlapWarns() throws {
        let bench = try Bench()
        bench.run(Self.fitted)
        let (end, output) = bench.run("report model on train")
        #expect(end == .done)
        #expect(output.warnings.contains("L102"))
    }

    @Test("An interrupt between statements keeps the names defined so far")
    func interrupted() throws {
        let bench = try Bench()
        bench.run("reviews = load sample reviews")
        let transcript = Transcript()
        let end = bench.session.run(
            "small = keep reviews where rating > 1", to: transcript, shouldStop: { true })
        guard case .failed(let code, _, _) = end else {
            Issue.record("the cell should have been interrupted")
            return
        }
        #expect(code == "L223")
        #expect(bench.run("describe reviews").end == .done)
    }

    @Test("ask gives what the user typed, and says so when nobody can")
    func asks() throws {
        let bench = try Bench()
        #expect(bench.run("answer = ask \"which?\"\nsay answer", answer: "this").output.printed == "this\n")
        guard case .failed(let code, _, _) = bench.run("ask \"which?\"").end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(code == "L224")
    }

    @Test("A named statement stays silent, a semicolon hides, the last value is the result")
    func display() throws {
        let bench = try Bench()
        #expect(bench.run("reviews = load sample reviews").output.shown.isEmpty)
        #expect(bench.run("describe reviews;").output.shown.isEmpty)
        #expect(bench.run("describe reviews").output.shown.count == 1)
    }
}
