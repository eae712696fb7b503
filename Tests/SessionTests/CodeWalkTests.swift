import FoundationEssentials
import Language
import Testing

@testable import Session

/// Cells that go wrong while they run, each in a folder of its own, and the code that they must give.
@Suite("Every code of running, and every warning, is given by some cell")
struct CodeWalkTests {
    struct Walk: Sendable, CustomTestStringConvertible {
        let code: String
        let cell: String
        var files: [String: String] = [:]
        var testDescription: String { code }
    }

    /// Codes that no cell of this suite can give, and where they are tested instead.
    static let elsewhere: Set<String> = [
        "L106", "L108", "L109", "L210",  // texts and folders of encoders, beside the encoders
        "L111",  // no small data stops a solver early: the tests of heads
        "L115",  // needs a machine with the reference BLAS only
        "L117",  // a kernel that dies: Tests/Conformance/test_death.py
        "L222", "L223",  // memory and interruption: MemoryTests, ClassicalPathTests
        "L239",  // fetching needs a network: the tests of the fetcher
        "L240",  // a model that has an encoder: VectorVerbTests
        "L208", "L215",  // what the check of a cell foresees as L235 and L025
        "L218",  // an encoder whose weights are no numbers: VectorVerbTests
        "L244", "L246", "L249",  // encoders that are trained: FinetuneTests
        "L245", "L248",  // training that diverges, and another base: the tests of training
        "L226",  // a fault of Loupe itself, which no cell is known to reach
    ]

    private static let rows = (1...24).map {
        "\($0),\($0 % 2 == 0 ? "fine lamp" : "bad lamp") \($0),\($0 % 2)"
    }
    private static let table = (["id,body,stars"] + rows).joined(separator: "\n") + "\n"
    /// Texts whose counts are far above 1, beside which rows of length 1 are small.
    private static let longTable =
        "id,body,stars\n"
        + (1...24).map { row in
            let word = row % 2 == 0 ? "fine " : "bad "
            return "\(row),\(String(repeating: word, count: 40 + row)),\(row % 2)\n"
        }.joined()
    private static let load = "d = load \"d.csv\" text body label stars\n"

    private static func walk(_ code: String, _ cell: String, _ files: [String: String] = [:]) -> Walk {
        Walk(code: code, cell: cell, files: files)
    }

    private static func onTable(_ code: String, _ cell: String) -> Walk {
        Walk(code: code, cell: load + cell, files: ["d.csv": table])
    }

    static let walks: [Walk] = warnings + files + steps

    private static let warnings = [
        onTable("L101", "keep d where id > 3"),
        onTable("L102", "m = fit words() | logistic() on d\nreport m on d"),
        onTable("L103", "m = fit words() | logistic() on d\ngood = keep d where stars = 0\nreport m on good"),
        onTable("L104", "few = keep d where id < 4\nm = fit words() | logistic() on few"),
        onTable("L105", "x = label d as low when id < 3, high when id > 9"),
        walk(
            "L110", "d = load \"d.csv\" text body label stars\nm = fit words() + tfidf() | logistic() on d",
            ["d.csv": longTable]),
        onTable("L112", "m = fit words() | logistic(penalty: none) on d"),
        walk("L113", "d = load \"d.csv\" text body", ["d.csv": "id,body\n1,good\n2,bad,odd\n"]),
        walk(
            "L114", "d = load \"d.csv\" text body label stars\nm = fit words() | logistic() on d",
            ["d.csv": table + "25,,1\n26,no lamp,\n"]),
        onTable("L123", "m = fit words() | naive_bayes() on d\nn = update m with d"),
        onTable(
            "L124",
            "a, b = split d test 50% seed 1\nm = fit words() | naive_bayes() on a\nc = calibrate m on b\nn = update c with b"
        ),
        onTable("L118", "x = keep d where label = meh"),
        walk(
            "L119", "d = load \"d.csv\" text body label id\nm = fit words() | logistic() on d",
            ["d.csv": table]),
        onTable("L121", "x = keep d where id > 99"),
        walk(
            "L122", "a = load \"a.csv\" text body\nb = load \"b.csv\" text body\nc = append a, b",
            ["a.csv": "id,body\n1,good\n", "b.csv": "body,date\nbad,2024\n"]),
    ]

    private static let files = [
        walk("L201", "d = load \"absent.csv\""),
        walk("L202", "d = load \"picture.csv\""),
        onTable("L203", "write d to \"no/such/folder/d.csv\""),
        walk("L204", "d = load \"d.csv\"", ["d.csv": ""]),
        walk("L205", "d = load \"d.json\"", ["d.json": "[{\"body\": \"good\"}"]),
        walk("L206", "d = load \"bytes.csv\""),
        walk("L207", "d = load \"d.csv\" columns a, b", ["d.csv": "1,good,5\n2,bad,1\n"]),
        walk("L211", "m = open \"m.model\"", ["m.model": "not a model"]),
        walk("L231", "d = load \"d.csv.gz\""),
        walk("L232", "d = load \"d.db\" table other"),
        walk("L233", "d = load \"d.db\" query \"select x from d\""),
        walk("L234", "d = load \"d.db\" query \"delete from d\""),
        onTable("L235", "write d to \"d.html\""),
        walk(
            "L236", "d = load \"d.csv\" text body\nwrite d to \"e.tsv\"", ["d.csv": "id,body\n1,\"a\tb\"\n"]),
        walk(
            "L237", "a = load \"a.csv\" text body\nb = load \"b.csv\"\nc = append a, b",
            ["a.csv": "body\ngood\n", "b.csv": "x,y\n1,2\n"]),
        walk(
            "L238", "d = load \"d.csv\" text body\na, b = split d test 50% time day",
            ["d.csv": "day,body\n3/4/24,good\n4/4/24,bad\n"]),
    ]

    private static let steps = [
        walk("L209", "tokens \"good\" with minilm"),
        onTable("L212", "x = keep d where stars = 1\nm = fit words() | logistic() on x"),
        onTable("L213", "x = sample d rows 20 per stars"),
        onTable("L214", "x = keep d where id > 99\nm = fit words() | logistic() on x"),
        onTable(
            "L216",
            "m = fit words() | logistic() on d\nx = relabel d with {0: zero}\nreport m on x"),
        onTable("L217", "m = fit words() | scale() | naive_bayes() on d"),
        onTable("L219", "m = fit words(stop_words: [fine, bad, lamp], min_docs: 2) | logistic() on d"),
        onTable("L220", "m = fit words() | nearest() on d\nexplain m for \"fine lamp\""),
        onTable("L228", "m = fit words() | logistic() on d\nx = threshold m at 30%"),
        onTable("L227", "m = fit words(segment: chinese) | logistic() on d"),
        onTable("L242", "m = fit words() | logistic() on d\nn = update m with d"),
        onTable(
            "L243",
            "m = fit words() | logistic() on d\nx = keep d where id > 4\nn = update m with d keeping x"),
        onTable("L221", "x = keep d where body matches \"(\""),
        onTable("L241", "m = fit words() + column(body) | logistic() on d"),
        walk("L224", "x = ask \"Which?\""),
        walk("L247", "runs clear \"minilm-0123456789\""),
    ]

    @Test("A cell gives its code", arguments: walks)
    func gives(walk: Walk) throws {
        let found = try Self.codes(walk)
        #expect(found.contains(walk.code), "\(walk.cell)\n→ \(found)")
    }

    @Test("Warnings and errors have colours where the reader can show them, and nowhere else")
    func colours() throws {
        for isColoured in [true, false] {
            let bench = try Bench()
            try bench.write(Self.table, to: "d.csv")
            let transcript = Transcript(isColoured: isColoured)
            let end = bench.session.run(
                Self.load + "x = keep d where label = meh\nm = fit words() | logistic() on x", to: transcript)
            guard case .failed(_, let sentence, let lines) = end else {
                Issue.record("\(end)")
                return
            }
            #expect(transcript.all.warnings.contains("\u{1B}[") == isColoured)
            #expect(lines.joined().contains("\u{1B}[") == isColoured)
            #expect(!sentence.contains("\u{1B}"))
        }
    }

    @Test("No code is left without a cell")
    func allAreGiven() {
        let given = Set(Self.walks.map(\.code)).union(Self.elsewhere)
        let codes = Code.allCases.map(\.rawValue).filter { !$0.hasPrefix("L0") }
        #expect(codes.filter { !given.contains($0) } == [])
    }

    /// The codes of the end and of the warnings of a cell.
    private static func codes(_ walk: Walk) throws -> [String] {
        let bench = try Bench()
        for (name, text) in walk.files { try bench.write(text, to: name) }
        try prepare(bench)
        let (end, output) = bench.run(walk.cell)
        var found = output.warnings.split(separator: "[L").dropFirst().map { "L" + $0.prefix(3) }
        if case .failed(let code, _, _) = end { found.append(code) }
        return found
    }

    /// Files that aren't texts, and a database made by Loupe itself.
    private static func prepare(_ bench: Bench) throws {
        let latin: [UInt8] = Array("id,body\n1,caf".utf8) + [0xE9, 0x20] + Array("noir\n".utf8)
        try Data(latin).write(to: URL(fileURLWithPath: bench.folder + "/bytes.csv"))
        let picture: [UInt8] = [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
        ]
        try Data(picture).write(to: URL(fileURLWithPath: bench.folder + "/picture.csv"))
        let cut: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C]
        try Data(cut).write(to: URL(fileURLWithPath: bench.folder + "/d.csv.gz"))
        try bench.write("id,body\n1,good\n2,bad\n", to: "source.csv")
        bench.run("source = load \"source.csv\" text body\nwrite source to \"d.db\" table d\nforget source")
    }
}
