import Display
import Jupyter
import Language
import Session

/// Joins the wire and the session: the only place that knows both.
struct SessionBackend: KernelBackend {
    private let session: Session

    init(recovery: Recovery? = nil) { session = Session(recovery: recovery) }

    var info: KernelInfo {
        KernelInfo(
            implementation: "loupe", version: Version.text,
            banner: "Loupe \(Version.text): fit, read the report, look inside. Type help to begin.",
            language: KernelInfo.Language(
                name: "loupe", version: Version.text, mimetype: "text/x-loupe", fileExtension: ".loupe",
                pygmentsLexer: "loupe", codemirrorMode: "loupe"))
    }

    func execute(_ cell: Jupyter.Cell, to output: any CellOutput) -> CellOutcome {
        let end = session.run(
            cell.code, number: cell.executionCount, isSilent: cell.silent, to: WireOutput(wire: output),
            shouldStop: cell.shouldStop)
        switch end {
        case .done: return .ok
        case .failed(let code, let sentence, let lines):
            return .failed(CellFailure(name: code, value: sentence, traceback: lines))
        }
    }

    func evaluate(expression: String, in cell: Jupyter.Cell) -> Result<MIMEBundle, CellFailure> {
        let capture = CapturedOutput()
        switch session.run(
            expression, number: cell.executionCount, isSilent: true, to: capture, shouldStop: cell.shouldStop)
        {
        case .done: return .success(capture.last ?? MIMEBundle(plain: capture.text))
        case .failed(let code, let sentence, let lines):
            return .failure(CellFailure(name: code, value: sentence, traceback: lines))
        }
    }

    func complete(_ code: String, cursor: Int) -> Jupyter.Completion {
        let found = session.complete(code, cursor: cursor)
        return Jupyter.Completion(
            matches: found.candidates.map { candidate in
                Jupyter.Completion.Match(
                    text: candidate.text, type: candidate.kind.rawValue, signature: candidate.signature)
            }, start: found.start, end: found.end)
    }

    func inspect(_ code: String, cursor: Int, detail: Int) -> MIMEBundle? {
        session.inspect(code, cursor: cursor)
    }

    func completeness(of code: String) -> Jupyter.Completeness {
        switch session.completeness(of: code) {
        case .complete: .complete
        case .incomplete(let indent): .incomplete(indent: indent)
        case .invalid: .invalid
        }
    }
}

/// Sends what a cell makes to the wire.
private struct WireOutput: SessionOutput {
    let wire: any CellOutput

    func print(_ text: String) { wire.stream(.stdout, text) }
    func warn(_ text: String) { wire.stream(.stderr, text) }
    func display(_ bundle: MIMEBundle, id: String?) { wire.display(bundle, id: id) }
    func update(_ bundle: MIMEBundle, id: String) { wire.update(bundle, id: id) }
    func result(_ bundle: MIMEBundle) { wire.result(bundle) }
    func page(_ bundle: MIMEBundle) { wire.page(bundle) }
    func clear(wait: Bool) { wire.clear(wait: wait) }

    func ask(_ prompt: String) -> String? {
        // Every way of not answering means the same to a statement: no answer.
        try? wire.input(prompt: prompt, password: false)
    }
}
