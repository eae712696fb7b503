import ArgumentParser
import Display
import Foundation
import Session
import Tensors

/// `loupe run FILE`: runs a source file in the terminal.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a .loupe file and print what it shows.",
        discussion:
            "Exit codes: 0 it ran to its end, 1 it stopped at an error, 2 wrong use or a file that can't be read."
    )

    @Argument(help: "The file; - reads the standard input.")
    var file: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Give a name that the file sets to a plain value another one; repeatable.",
            valueName: "name=value"))
    var parameter: [String] = []

    func run() throws {
        BLAS.useOneThread()
        var code = try Source.read(file)
        do throws(Parameters.Fault) { code = try Parameters(parameter).applied(to: code) } catch {
            Terminal.complain("loupe: \(error)\n")
            throw ExitCode(2)
        }
        switch Session().run(code, to: TerminalOutput()) {
        case .done: return
        case .failed(_, _, let lines):
            Terminal.complain(lines.joined(separator: "\n") + "\n")
            throw ExitCode(1)
        }
    }
}

/// `loupe check FILE…`: finds mistakes without running anything.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check .loupe files without running them.",
        discussion: "Exit codes: 0 no errors, 1 errors, 2 wrong use or a file that can't be read.")

    @Argument(help: "The files; - reads the standard input.")
    var files: [String]

    func run() throws {
        var (hasErrors, isUnread) = (false, false)
        for file in files {
            do {
                let (lines, fails) = Session().check(try Source.read(file))
                guard !lines.isEmpty else { continue }
                hasErrors = hasErrors || fails
                Terminal.complain(
                    (files.count > 1 ? file + ":\n" : "") + lines.joined(separator: "\n") + "\n")
            } catch is ExitCode { isUnread = true }
        }
        if isUnread || hasErrors { throw ExitCode(isUnread ? 2 : 1) }
    }
}

/// A source file.
enum Source {
    static func read(_ file: String) throws -> String {
        let contents =
            file == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let contents, let text = String(validating: contents, as: UTF8.self) else {
            let reason = contents == nil ? "can't be read" : "is not UTF-8 text"
            Terminal.complain("loupe: \(file) \(reason)\n")
            throw ExitCode(2)
        }
        return text
    }
}

/// Prints what a cell makes.
private struct TerminalOutput: SessionOutput {
    var isColoured: Bool { Terminal.isColoured }

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
