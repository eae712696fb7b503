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

    @Test("Mistakes of a head that can't be taken apart are shown without reasons")
    func mistakesOfNeighbours() throws {
        let (end, output) = try Bench().run(
            """
            reviews = load sample reviews
            train, test = split reviews test 20% seed 7
            model = fit words() | nearest(k: 5) on train
            mistakes model on test limit 2
            """)
        #expect(end == .done)
        #expect(output.shown.last?.plain.contains("what led there") == false)
    }

    @Test("A recipe named in another cell keeps its counts, whatever stands at their place in this one")
    func countsStayCounts() throws {
        let bench = try Bench()
        _ = bench.run("r = words(min_docs: 2) | naive_bayes()\nreviews = load sample reviews")
        let (_, apart) = bench.run(
            "#" + String(repeating: "-", count: 19) + "%\nm = fit r on reviews\nweights m top 5")
        let (_, together) = bench.run(
            "m = fit words(min_docs: 2) | naive_bayes() on reviews\nweights m top 5")
        #expect(!apart.shown.isEmpty && apart.shown.map(\.plain) == together.shown.map(\.plain))
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

    @Test(
        "Every head fits, reports and is shown as it was written",
        arguments: [
            "logistic(C: 0.5, penalty: l1)", "logistic(C: 2, penalty: elastic_net, l1_ratio: 0.2)",
            "logistic(C: 1, multi_class: one_vs_rest, class_weight: {\"good\": 2, \"bad\": 0.5})",
            "linear_svm(C: 1, loss: hinge)", "naive_bayes(kind: bernoulli, alpha: 0.5)",
            "naive_bayes(kind: gaussian)", "ridge(alpha: 2, class_weight: balanced)",
            "lda(shrinkage: auto)", "lda(shrinkage: 0.5)", "nearest(k: 7)",
            "nearest(k: 3, metric: euclidean)",
        ])
    func heads(head: String) throws {
        let bench = try Bench()
        let (end, output) = bench.run(
            """
            reviews = load sample reviews
            train, test = split reviews test 20% seed 7
            model = fit tfidf(max_features: 60) | \(head) on train
            report model on test
            model
            """)
        #expect(end == .done)
        #expect(output.shown.last?.plain.contains(head) == true, "\(output.shown.last?.plain ?? "")")
    }

    @Test("A head whose decision is no sum says so, and what works instead")
    func noSplit() throws {
        let bench = try Bench()
        bench.run("reviews = load sample reviews\nmodel = fit tfidf() | nearest() on reviews")
        for cell in ["explain model for \"good\"", "weights model"] {
            let end = bench.run(cell).end
            guard case .failed = end else {
                Issue.record("\(cell) should have failed")
                continue
            }
            let words = "\(end)"
            #expect(words.contains("nearest") && words.contains("logistic()"), "\(words)")
        }
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
        #expect(first.split(separator: "\n").count == 61)
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

    @Test("predict keeps the text and label columns, whatever they are called, and the order of labels")
    func predictKeepsRoles() throws {
        let bench = try Bench()
        try bench.write(
            "text,predicted\ngood thing,yes\nbad thing,no\ngood one,yes\nbad one,yes\n", to: "p.csv")
        let (end, output) = bench.run(
            """
            d = load "p.csv" text text label predicted
            m = fit words() | logistic() on d
            q = predict m on d
            report m on d
            report m on q
            """)
        #expect(end == .done)
        let tables = output.shown.map { $0.plain.split(separator: "\n").dropFirst().joined() }
        #expect(tables.count == 2 && tables[0] == tables[1])
    }

    @Test("The rows of explain's table and the bias add up to the score shown")
    func tableAddsUp() throws {
        let bench = try Bench()
        let (_, output) = bench.run(
            """
            d = load sample reviews
            m = fit words() + words(ngrams: 2) + characters() | logistic() on d
            explain m on d row 3
            """)
        let lines = try #require(output.shown.first).plain.split(separator: "\n").map { line in
            line.split(separator: " ").map(String.init)
        }
        let start = try #require(lines.firstIndex { $0.first == "word" && $0.last == "total" })
        let body = lines[(start + 2)...].prefix { $0.first != "bias" && $0.first?.hasPrefix("─") != true }
        let rows = body.compactMap { $0.last.flatMap { Double($0) } }
        func figure(_ name: String) throws -> Double {
            try #require(lines[start...].first { $0.first == name }?.last.flatMap { Double($0) })
        }
        #expect(rows.count > 5)
        #expect(
            abs(rows.reduce(0, +) + (try figure("bias")) - (try figure("score"))) < 0.0005
                * Double(rows.count))
    }

    @Test(
        "What can't be done is said in words of the cell, never as a fault inside",
        arguments: [
            "compare tfidf() | logistic() on rare", "a, b = split tiny test 1%",
            "r = fit words() | logistic() on one",
            "load \"nowhere.csv\"", "open \"nowhere.model\"", "explain m on tiny row 99",
            "save m to \"/nowhere/at/all.model\"", "fit tfidf(min_docs: 1000) | logistic() on tiny",
        ])
    func noFaultInside(cell: String) throws {
        let bench = try Bench()
        let rows = (0..<12).map { "word\($0) good,\($0 == 0 ? "c" : $0 % 2 == 0 ? "a" : "b")" }
        try bench.write("text,label\n" + rows.joined(separator: "\n"), to: "rare.csv")
        try bench.write("text,label\nx good,a\ny bad,b\nz fine,a\n", to: "tiny.csv")
        try bench.write("text,label\nxx good,a\nyy bad,a\n", to: "one.csv")
        let setUp = bench.run(
            "rare = load \"rare.csv\"\ntiny = load \"tiny.csv\"\none = load \"one.csv\"\n"
                + "m = fit words() | logistic() on tiny")
        #expect(setUp.end == .done)
        guard case .failed(let code, let sentence, _) = bench.run(cell).end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(code != Code.internal.rawValue, "\(sentence)")
    }
}
