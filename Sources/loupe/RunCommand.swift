import ArgumentParser
import Display
import FoundationEssentials
import Session
import Tensors

/// `loupe run FILE`: runs a source file in the terminal.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a .loupe file and print what it shows.")

    @Argument(help: "The file.")
    var file: String

    func run() throws {
        BLAS.useOneThread()
        let code = try Source.read(file)
        switch Session().run(code, to: TerminalOutput()) {
        case .done: return
        case .failed(_, _, let lines):
            Terminal.complain(lines.joined(separator: "\n") + "\n")
            throw ExitCode(1)
        }
    }
}

/// `loupe check FILE`: finds mistakes without running anything.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a .loupe file without running it.")

    @Argument(help: "The file.")
    var file: String

    func run() throws {
        let lines = Session().check(try Source.read(file))
        guard !lines.isEmpty else { return }
        Terminal.complain(lines.joined(separator: "\n") + "\n")
        throw ExitCode(1)
    }
}

/// A source file.
enum Source {
    static func read(_ file: String) throws -> String {
        do { return try String(contentsOfFile: file, encoding: .utf8) } catch {
            Terminal.complain("loupe: \(file) can't be read\n")
            throw ExitCode(2)
        }
    }
}

/// Prints what a cell makes.
private struct TerminalOutput: SessionOutput {
    func print(_ text: String) { Terminal.print(text) }
    func warn(_ text: String) { Terminal.complain(text) }
    func display(_ bundle: MIMEBundle, id: String?) { if id == nil { Terminal.print(bundle.plain + "\n\n") } }
    func update(_ bundle: MIMEBundle, id: String) {}
    func result(_ bundle: MIMEBundle) { Terminal.print(bundle.plain + "\n\n") }
    func page(_ bundle: MIMEBundle) { Terminal.print(bundle.plain + "\n") }
    func clear(wait: Bool) {}

    func ask(_ prompt: String) -> String? {
        Terminal.print(prompt + " ")
        return readLine()
    }
}
