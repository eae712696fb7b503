import Display
import FoundationEssentials
import Testing
import TextModels

@testable import Session

/// A bench whose home has the tiny encoder of the encoder's tests, as `tiny` and under other names.
final class VectorBench: Sendable {
    let bench: Bench

    init(_ names: [String] = ["tiny"]) throws {
        bench = try Bench()
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let models = bench.folder + "/home/models"
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        for name in names {
            try FileManager.default.createSymbolicLink(
                atPath: models + "/" + name, withDestinationPath: "/\(tests)/EncodersTests/Goldens/tiny")
        }
        bench.run("reviews = load sample reviews")
    }

    /// What a cell that must succeed shows.
    func shown(_ code: String) -> [MIMEBundle] {
        let (end, output) = bench.run(code)
        #expect(end == .done, "\(end)")
        // Where the machine is busy, progress is shown too.
        return output.shown.filter { !$0.plain.hasPrefix("embedding") && !$0.plain.hasPrefix("求向量") }
    }

    func failure(_ code: String) -> (code: String, sentence: String)? {
        guard case .failed(let code, let sentence, _) = bench.run(code).end else { return nil }
        return (code, sentence)
    }

    func warnings(_ code: String) -> String { bench.run(code).output.warnings }
}

@Suite("Verbs over tokens and vectors")
struct VectorVerbTests {
    @Test("tokens shows those of a text, and how long the texts of a dataset are and what is unknown in them")
    func tokens() throws {
        let bench = try VectorBench()
        let one = try #require(bench.shown("tokens \"the battery ☃ died\" with \"tiny\"").first?.plain)
        #expect(one.contains("battery") && one.contains("unknown"))
        let all = try #require(bench.shown("tokens reviews with \"tiny\"").first)
        for word in ["texts looked at", "tokens a text", "unknown tokens", "Texts by number of tokens"] {
            #expect(all.plain.contains(word))
        }
        #expect(bench.failure("tokens revews with \"tiny\"")?.sentence.contains("revews") == true)
    }

    @Test("embed tells count, dimension, tokens, cut texts and lengths")
    func embed() throws {
        let bench = try VectorBench()
        let card = try #require(bench.shown("embed reviews with \"tiny\"").first?.plain)
        for word in ["dimensions", "lengths (norms)", "tokens a text", "cut at", "unknown tokens"] {
            #expect(card.contains(word))
        }
        #expect(bench.failure("none = keep reviews where label = nosuch\nembed none with \"tiny\"") != nil)
    }

    @Test("similarity of two texts is a number, of more a table of all pairs")
    func similarity() throws {
        let bench = try VectorBench()
        let same = bench.shown(
            "x = similarity \"good\", \"good\" with \"tiny\"\nsay x\nsimilarity \"a\", \"a\" with \"tiny\"")
        #expect(same.map(\.plain) == ["1"])
        let table = try #require(bench.shown("similarity \"good\", \"bad\", \"good\" with \"tiny\"").first)
        #expect(table.plain.contains("1.000") && table[.html]?.contains("<table") == true)
    }

    @Test("neighbours looks in vectors, in a dataset with an encoder, and in what a model was trained on")
    func neighbours() throws {
        let bench = try VectorBench()
        let found = bench.shown(
            """
            train, test = split reviews test 20% seed 1
            vectors = embed reviews with "tiny"
            model = fit encoder("tiny") | logistic() on train
            neighbours "the battery died" in vectors limit 3
            neighbours "the battery died" in reviews with "tiny" limit 3
            neighbours "the battery died" in model limit 400
            """)
        #expect(found.count == 3)
        // The same texts at the same cosines; only the titles may differ.
        #expect(found[0].plain == found[1].plain)
        #expect(found[2].plain.contains("training texts that are in train"))
        let rows = try #require(found[2][.html]).components(separatedBy: "<tr").count
        #expect(rows > 200 && rows < 302)
        #expect(bench.failure("neighbours \"a\" in vectors with \"tiny\"") != nil)
        #expect(bench.failure("neighbours \"a\" in model with \"tiny\"") != nil)
        bench.bench.run("words_only = fit words() | naive_bayes() on train")
        #expect(bench.failure("neighbours \"a\" in words_only") != nil)
        bench.bench.run("forget reviews, train, test")
        let gone = try #require(bench.failure("neighbours \"a\" in model"))
        #expect(gone.code == "L240" && gone.sentence.contains("trained on"))
    }

    @Test("plot draws the groups of a column, and says in figures what is seen")
    func plot() throws {
        let bench = try VectorBench()
        let shown = bench.shown(
            """
            vectors = embed reviews with "tiny"
            plot vectors
            plot vectors by none
            plot vectors by text
            set language to chinese
            plot vectors by label
            """)
        #expect(shown.count == 4)
        for bundle in shown {
            #expect(bundle[.svg]?.hasPrefix("<svg") == true)
            #expect(bundle[.html]?.contains("<script") == false)
        }
        for word in ["of the variance", "silhouette", "nearest centre", "spread", "good", "bad", "medium"] {
            #expect(shown[0].plain.contains(word), "\(word)")
        }
        #expect(!shown[1].plain.contains("silhouette"))
        #expect(shown[3].plain.contains("轮廓系数"))
        #expect(bench.failure("plot vectors by nosuch")?.sentence.contains("nosuch") == true)
        #expect(bench.failure("plot reviews") != nil)
    }

    @Test("A column of many numbers is cut into five groups")
    func numbers() throws {
        let bench = try VectorBench()
        try bench.bench.write(
            "text,stars\n" + (0..<40).map { "text \($0),\($0).5" }.joined(separator: "\n") + "\n", to: "n.csv"
        )
        let shown = bench.shown("n = load \"n.csv\" text text\nv = embed n with \"tiny\"\nplot v by stars")
        let plain = try #require(shown.first?.plain)
        #expect(plain.contains("< 8.5") && plain.contains("≥ 32.5"))
    }

    @Test("cache shows what is kept, and removes it by encoder or all")
    func cache() throws {
        let bench = try VectorBench(["tiny", "other"])
        bench.bench.run("a = embed reviews with \"tiny\"\nb = embed reviews with \"other\"")
        bench.bench.run("c = embed reviews with encoder(\"tiny\", max_tokens: 9)")
        let all = try #require(bench.shown("cache").first?.plain)
        #expect(all.contains("tiny") && all.contains("5.0 GB"))
        let kept = bench.bench.session.library.cache
        // The same weights under two names are one encoder.
        #expect(kept.entries().count == 2)
        _ = bench.shown("cache clear encoder(\"tiny\", max_tokens: 9)")
        #expect(kept.entries().count == 1)
        _ = bench.shown("cache clear all")
        #expect(kept.entries().isEmpty)
        bench.bench.run("set cache to 12")
        #expect(kept.limit == 12_000_000)
        #expect(bench.failure("cache clear everything") != nil)
    }
}

@Suite("Warnings about texts that an encoder can't see whole")
struct TextWarningTests {
    @Test("Each is said once a cell: texts cut, tokens unknown, the prefix missing")
    func once() throws {
        let bench = try VectorBench(["tiny", "tiny-e5"])
        let cell = """
            train, test = split reviews test 20% seed 1
            m = fit encoder("tiny-e5", max_tokens: 5) | logistic() on train
            v = embed train with encoder("tiny-e5", max_tokens: 5)
            report m on train
            """
        let said = bench.warnings(cell)
        for code in ["L106", "L108", "L109"] {
            #expect(said.components(separatedBy: code).count == 2, "\(code) in \(said)")
        }
        #expect(said.contains("query: "))
        // A cell that runs again says it again.
        #expect(bench.warnings(cell).contains("L108"))
        #expect(
            !bench.warnings("v = embed reviews with encoder(\"tiny-e5\", prefix: \"query: \")").contains(
                "L108"))
    }

    @Test("A second cell that judges the same texts says nothing again, one with other texts does")
    func onceASession() throws {
        let bench = try VectorBench()
        let embed = "v = embed reviews with encoder(\"tiny\", max_tokens: 5)"
        #expect(bench.warnings(embed).contains("L106"))
        let fit = "m = fit encoder(\"tiny\", max_tokens: 5) | logistic() on reviews"
        #expect(!bench.warnings(fit).contains("L106"))
        #expect(!bench.warnings("report m on reviews").contains("L106"))
        #expect(bench.warnings("few = sample reviews rows 200 seed 1\nreport m on few").contains("L106"))
        // The statement that said it says it whenever it runs.
        #expect(bench.warnings("say \"again\"\n" + embed).contains("L106"))
        #expect(!bench.warnings(fit).contains("L106"))
    }

    @Test("An encoder whose weights are no numbers is found out before anything is fitted on its vectors")
    func notFinite() throws {
        let bench = try VectorBench()
        let models = bench.bench.folder + "/home/models/"
        let tiny = try FileManager.default.destinationOfSymbolicLink(atPath: models + "tiny")
        try FileManager.default.copyItem(atPath: tiny, toPath: models + "broken")
        let file = URL(fileURLWithPath: models + "broken/model.safetensors")
        var weights = try Data(contentsOf: file)
        // The first number behind the header, whose length stands in the first eight bytes.
        let first = 8 + weights.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        weights.replaceSubrange(first..<first + 4, with: [0, 0, 0xC0, 0x7F])
        try weights.write(to: file)
        #expect(bench.failure("m = fit encoder(\"broken\") | logistic() on reviews")?.code == "L218")
    }
}
