import Display
import FoundationEssentials
import Testing
import TextModels

@testable import Session

/// Kernels of one notebook, one after the other, over a folder and a home of their own.
final class Notebook {
    let folder: String
    private(set) var session: Session
    private(set) var recovery: Recovery

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        let models = folder + "/home/models"
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        try FileManager.default.createSymbolicLink(
            atPath: models + "/tiny", withDestinationPath: "/\(tests)/EncodersTests/Goldens/tiny")
        recovery = Self.recovery(folder)
        session = Session(
            home: Home(path: folder + "/home"), folder: folder, recovery: recovery,
            clock: { "2026-11-28T12:00:00Z" })
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func recovery(_ folder: String) -> Recovery {
        Recovery(
            folder: folder + "/kernels", identity: KernelIdentity(key: "k", notebook: nil, folder: folder))
    }

    /// Ends the kernel in order and starts another on the same connection file.
    func restart() {
        recovery.close()
        release()
        recovery = Self.recovery(folder)
        session = Session(
            home: Home(path: folder + "/home"), folder: folder, recovery: recovery,
            clock: { "2026-11-28T12:00:00Z" })
    }

    /// Lets the kernel's lock go, as the end of its process would.
    func release() {
        recovery = Recovery(folder: nil, identity: KernelIdentity(key: "k", notebook: nil, folder: folder))
        session = Session(
            home: Home(path: folder + "/home"), folder: folder, recovery: recovery,
            clock: { "2026-11-28T12:00:00Z" })
    }

    @discardableResult
    func run(_ code: String, answer: String? = nil) -> (end: CellEnd, output: Transcript.Contents) {
        let transcript = Transcript(answer: answer)
        let end = session.run(code, number: 1, to: transcript)
        return (end, transcript.all)
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    /// Runs `restore`; the table as text.
    func restore() throws -> String {
        let (end, output) = run("restore")
        #expect(end == .done)
        return try #require(output.shown.first).plain
    }

    func line(_ table: String, of name: String) -> String {
        table.split(separator: "\n").first { $0.hasPrefix(name + " ") }.map(String.init) ?? ""
    }
}

@Suite("restore brings names back after a restart")
struct RestoreTests {
    static let rows =
        "text,label,rating\n"
        + (0..<40).map { "word\($0 % 7) \($0 % 2 == 0 ? "good" : "bad") thing\($0),\($0 % 2),\($0)" }.joined(
            separator: "\n")

    @Test(
        "Every kind of value that can be kept comes back the same, and the others are named with the reason")
    func everyKind() throws {
        let notebook = try Notebook()
        try notebook.write(Self.rows, to: "d.csv")
        let (end, _) = notebook.run(
            """
            d = load "d.csv" text text label label
            d = keep d where rating > 3
            train, test = split d test 20% seed 7
            part = tfidf()
            recipe = part | logistic(C: 2)
            m = fit recipe on train
            e = encoder("tiny")
            v = embed test with "tiny"
            p = predict m on test
            s = similarity "good", "bad" with "tiny"
            t = "a text with \\"quotes\\""
            n = 0.1
            b = true
            r = 1..3
            l = [1, "two", none]
            c = {a: 1, b: "x"}
            nothing = none
            answer = ask "Which?"
            report_ = report m on test
            table = names
            """, answer: "the third")
        #expect(end == .done)
        let kept = [
            "d", "train", "test", "part", "recipe", "m", "e", "v", "p", "s", "t", "n", "b", "r", "l", "c",
            "nothing", "answer",
        ]
        let before = try kept.map { try #require(Self.fingerprint(notebook.session.value(of: $0))) }
        notebook.restart()
        #expect(notebook.session.value(of: "m") == nil)
        let table = try notebook.restore()
        for (name, old) in zip(kept, before) {
            #expect(Self.fingerprint(notebook.session.value(of: name)) == old, "\(name)")
            #expect(notebook.line(table, of: name).contains(" back "), "\(name)")
        }
        for name in ["report_", "table"] {
            #expect(notebook.session.value(of: name) == nil)
            #expect(notebook.line(table, of: name).contains("not kept"))
        }
        #expect(notebook.line(table, of: "m").contains("from its file"))
        #expect(notebook.run("report m on test\nexplain m on test row 1").end == .done)
    }

    /// What tells two values apart.
    static func fingerprint(_ value: Value?) -> String? {
        switch value {
        case .dataset(let dataset): "\(dataset)"
        case .vectors(let vectors): "\(vectors.matrix)\(vectors.texts)\(vectors.dataset)"
        case .model(let model): "\(model)"
        case .recipe, .encoder, .text, .number, .boolean, .list, .record, .range:
            ValueView.summary(value ?? .none)
        case .none?: "none"
        case .figure, nil: nil
        }
    }

    @Test("A name made anew doesn't mislead what was made from the old one")
    func namesOverTime() throws {
        let notebook = try Notebook()
        try notebook.write(Self.rows, to: "d.csv")
        notebook.run("d = load \"d.csv\"\nsmall = keep d where rating < 10")
        notebook.run("d = keep d where rating > 30")
        notebook.run("x = 1\nforget x")
        notebook.restart()
        let table = try notebook.restore()
        #expect(notebook.line(table, of: "small").contains("10 rows"))
        #expect(notebook.line(table, of: "d").contains("9 rows"))
        #expect(!table.contains("x "))
    }

    @Test("A file that changed is refused with words, and what needs it too, but not a model fitted on it")
    func changedFile() throws {
        let notebook = try Notebook()
        try notebook.write(Self.rows, to: "d.csv")
        notebook.run("d = load \"d.csv\"\nhalf = keep d where rating < 20\nm = fit words() | logistic() on d")
        try notebook.write(Self.rows + "\nmore,1,50", to: "d.csv")
        notebook.restart()
        let table = try notebook.restore()
        #expect(notebook.line(table, of: "d").contains("d.csv has changed since"))
        #expect(notebook.line(table, of: "half").contains("it needs d"))
        #expect(notebook.line(table, of: "m").contains(" back "))
        try FileManager.default.removeItem(atPath: notebook.folder + "/d.csv")
        #expect(notebook.line(try notebook.restore(), of: "d").contains("there is no file"))
        try notebook.write(Self.rows, to: "d.csv")
        #expect(notebook.line(try notebook.restore(), of: "half").contains(" back "))
    }

    @Test("A model whose file is damaged is fitted again from its statement")
    func damagedModel() throws {
        let notebook = try Notebook()
        notebook.run("d = load sample reviews\nm = fit words() | logistic() on d")
        let before = Self.fingerprint(notebook.session.value(of: "m"))
        let path = notebook.folder + "/kernels/k/2.model"
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        notebook.restart()
        #expect(notebook.line(try notebook.restore(), of: "m").contains("fitted again"))
        #expect(Self.fingerprint(notebook.session.value(of: "m")) == before)
    }

    @Test(
        "What is here already stays, what was restored is restored again, and a later cell may use it at once"
    )
    func again() throws {
        let notebook = try Notebook()
        notebook.run("a = 1\nb = 2")
        notebook.restart()
        notebook.run("a = 7")
        let (end, output) = notebook.run("restore\nsay a, b")
        #expect(end == .done)
        #expect(output.printed == "7 2\n")
        notebook.restart()
        let table = try notebook.restore()
        #expect(notebook.line(table, of: "a").hasSuffix("7; from its value"))
        #expect(notebook.line(table, of: "b").hasSuffix("2; from its value"))
        #expect(try notebook.restore().contains("nothing to bring back"))
    }

    @Test("A name of the kernel before is called so, and not unknown")
    func hint() throws {
        let notebook = try Notebook()
        notebook.run("d = load sample reviews")
        notebook.restart()
        guard case .failed("L013", let sentence, let lines) = notebook.run("describe d").end else {
            Issue.record("the cell should have failed")
            return
        }
        #expect(sentence.contains("before this one"))
        #expect(lines.contains { $0.contains("restore brings it back") })
    }

    @Test("A journal cut short anywhere loses lines, and never traps")
    func cutShort() throws {
        let notebook = try Notebook()
        notebook.run("a = 1\nb = \"two\"\nd = load sample reviews\nbig = keep d where rating > 3")
        let path = notebook.folder + "/kernels/k/journal"
        let whole = try Data(contentsOf: URL(filePath: path))
        for length in stride(from: 0, to: whole.count, by: 37) {
            let state = Journal.read(path)
            #expect(state.entries.count <= 4)
            try whole.prefix(length).write(to: URL(filePath: path))
        }
        try whole.prefix(whole.count - 5).write(to: URL(filePath: path))
        #expect(Journal.read(path).names.keys.sorted() == ["a", "b", "d"])
    }

    @Test("A damaged journal never traps", arguments: 0..<100)
    func damaged(seed: Int) throws {
        let notebook = try Notebook()
        notebook.run("a = 1\nd = load sample reviews\nd = keep d where rating > 3\nx, y = split d test 20%")
        let path = notebook.folder + "/kernels/k/journal"
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var generator = Lottery(state: UInt64(seed))
        for _ in 0..<3 {
            bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(48 + generator.next() % 60)
        }
        try Data(bytes).write(to: URL(filePath: path))
        notebook.restart()
        _ = try notebook.restore()
    }

    @Test("The journal stays bounded: what no name needs is dropped, models included")
    func bounded() throws {
        let notebook = try Notebook()
        notebook.run("d = load sample reviews")
        for _ in 0..<3 { notebook.run("m = fit words() | naive_bayes() on d") }
        let folder = notebook.folder + "/kernels/k"
        let models = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".model")
        }
        #expect(models.count == 1)
        notebook.run("forget m")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["journal", "running"])
        for number in 0..<1100 { notebook.run("n\(number) = \(number)") }
        notebook.restart()
        #expect(notebook.session.recovery?.journal?.waiting.count == Journal.mostEntries)
        #expect(notebook.session.recovery?.journal?.waiting.last?.name == "n1099")
    }

    @Test("The next kernel of a notebook takes the journal over, on whatever connection file")
    func handedOver() throws {
        let notebook = try Notebook()
        notebook.run("a = 1\nd = load sample reviews\nm = fit words() | logistic() on d")
        notebook.recovery.close()
        func start(_ key: String, _ folder: String) -> Recovery {
            Recovery(
                folder: notebook.folder + "/kernels",
                identity: KernelIdentity(key: key, notebook: nil, folder: folder))
        }
        #expect(start("other", "/elsewhere").journal?.waiting.count == 0)
        notebook.release()
        let next = start("next", notebook.folder)
        #expect(next.journal?.waiting.map(\.name) == ["a", "d", "m"])
        #expect(FileManager.default.fileExists(atPath: notebook.folder + "/kernels/next/3.model"))
    }

    @Test("Without a folder, or switched off, cells run as ever, and restore says so")
    func off() throws {
        for recovery in [
            Recovery(folder: "/proc/x", identity: KernelIdentity(key: "k", notebook: nil, folder: "/")), nil,
        ] {
            let session = Session(home: Home(path: "/proc/x"), folder: "/tmp", recovery: recovery)
            let transcript = Transcript()
            #expect(session.run("a = 1\nforget a\nrestore", to: transcript) == .done)
            #expect(transcript.all.shown.first?.plain.contains("no journal is kept") == true)
        }
    }
}
