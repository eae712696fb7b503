import Display
import FoundationEssentials
import Session
import Synchronization
import TextModels

/// Keeps everything that cells show.
final class Transcript: SessionOutput {
    struct Contents {
        var printed = ""
        var warnings = ""
        var shown: [MIMEBundle] = []
        /// What took the place of something shown.
        var updates: [MIMEBundle] = []
        var pages: [MIMEBundle] = []
        var clears = 0
    }

    private let contents = Mutex(Contents())
    private let answer: String?
    let isColoured: Bool

    init(answer: String? = nil, isColoured: Bool = true) {
        self.answer = answer
        self.isColoured = isColoured
    }

    var all: Contents { contents.withLock { $0 } }

    func print(_ text: String) { contents.withLock { $0.printed += text } }
    func warn(_ text: String) { contents.withLock { $0.warnings += text } }
    func display(_ bundle: MIMEBundle, id: String?) { contents.withLock { $0.shown.append(bundle) } }
    func update(_ bundle: MIMEBundle, id: String) { contents.withLock { $0.updates.append(bundle) } }
    func result(_ bundle: MIMEBundle) { contents.withLock { $0.shown.append(bundle) } }
    func page(_ bundle: MIMEBundle) { contents.withLock { $0.pages.append(bundle) } }
    func clear(wait: Bool) { contents.withLock { $0.clears += 1 } }
    func ask(_ prompt: String) -> String? { answer }
}

/// A session over a folder and a home of its own, both removed at the end.
final class Bench: Sendable {
    let folder: String
    let session: Session

    init(freeMemory: @escaping @Sendable () -> Int = { .max }) throws {
        folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/home", withIntermediateDirectories: true)
        session = Session(
            home: Home(path: folder + "/home"), folder: folder, freeMemory: freeMemory,
            clock: { "2026-11-28T12:00:00Z" })
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a cell; the end and all that it showed.
    @discardableResult
    func run(_ code: String, answer: String? = nil) -> (end: CellEnd, output: Transcript.Contents) {
        let transcript = Transcript(answer: answer)
        let end = session.run(code, to: transcript)
        return (end, transcript.all)
    }

    /// Puts a file into the folder.
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
}
