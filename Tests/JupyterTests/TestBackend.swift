import Display

@testable import Jupyter

/// A language of one-line commands, made to show every side of the wire.
final class TestBackend: KernelBackend {
    let kept = Lock<(any CellOutput)?>(nil)

    let info = KernelInfo(
        implementation: "test", version: "1.0", banner: "a test",
        language: .init(
            name: "test", version: "1.0", mimetype: "text/x-test", fileExtension: ".test",
            pygmentsLexer: "text", codemirrorMode: "null"),
        helpLinks: [.init(text: "Help", url: "https://example.org")])

    func execute(_ cell: Jupyter.Cell, to output: any CellOutput) -> CellOutcome {
        for line in cell.code.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            let outcome = run(words[0], words.count > 1 ? words[1] : "", cell, output)
            if outcome != .ok { return outcome }
        }
        return .ok
    }

    private func run(
        _ verb: String, _ text: String, _ cell: Jupyter.Cell, _ output: any CellOutput
    ) -> CellOutcome {
        switch verb {
        case "print": output.stream(.stdout, text + "\n")
        case "warn": output.stream(.stderr, text + "\n")
        case "echo": output.result(MIMEBundle(plain: text, html: "<b>\(text)</b>"))
        case "number": output.result(MIMEBundle(plain: "\(cell.executionCount)"))
        case "fail":
            return .failed(CellFailure(name: "T001", value: text, traceback: ["error[T001] \(text)"]))
        case "wait":
            output.display(MIMEBundle(plain: "waiting"), id: nil)
            while !cell.shouldStop() {}
            return .interrupted
        case "flood": for line in 0..<(Int(text) ?? 0) { output.stream(.stdout, "line \(line)\n") }
        case "displays":
            for line in 0..<(Int(text) ?? 0) { output.display(MIMEBundle(plain: "\(line)"), id: nil) }
        case "updates":
            for line in 0...(Int(text) ?? 0) { output.update(MIMEBundle(plain: "\(line)"), id: "bar") }
        case "ask": return ask(text, output)
        case "display": output.display(MIMEBundle(plain: text), id: "shown")
        case "change": output.update(MIMEBundle(plain: text), id: "shown")
        case "json":
            var bundle = MIMEBundle(plain: text)
            bundle[MIMEBundle.Format("application/json")] = text
            bundle[MIMEBundle.Format("application/vnd.x+json")] = text
            output.display(bundle, id: nil)
        case "clear": output.clear(wait: text == "wait")
        case "page": output.page(MIMEBundle(plain: text))
        case "keep": kept.withLock { $0 = output }
        default: break
        }
        return .ok
    }

    private func ask(_ prompt: String, _ output: any CellOutput) -> CellOutcome {
        do {
            output.result(MIMEBundle(plain: try output.input(prompt: prompt, password: prompt == "secret")))
            return .ok
        } catch InputError.interrupted {
            return .interrupted
        } catch {
            return .failed(CellFailure(name: "\(error)", value: "no input", traceback: []))
        }
    }

    func evaluate(expression: String, in cell: Jupyter.Cell)
        -> Result<MIMEBundle, CellFailure>
    {
        expression == "bad"
            ? .failure(CellFailure(name: "T002", value: "bad", traceback: []))
            : .success(MIMEBundle(plain: expression))
    }

    func complete(_ code: String, cursor: Int) -> Completion {
        guard !code.isEmpty else { return Completion(matches: [], start: cursor, end: cursor) }
        let matches = ["alpha", "beta"].map {
            Completion.Match(text: $0, type: "keyword", signature: "\(cursor)")
        }
        return Completion(matches: matches, start: 0, end: cursor)
    }

    func inspect(_ code: String, cursor: Int, detail: Int) -> MIMEBundle? {
        code == "known" ? MIMEBundle(plain: "help at \(cursor), \(detail)") : nil
    }

    func completeness(of code: String) -> Completeness {
        switch code {
        case "open": .incomplete(indent: "  ")
        case "wrong": .invalid
        case "odd": .unknown
        default: .complete
        }
    }
}
