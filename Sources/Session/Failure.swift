import Language

/// Why a statement stopped: always a diagnostic, so that one renderer has all the words.
struct Failure: Error {
    /// What happened, and where in the cell.
    let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    init(_ problem: RunProblem, at span: SourceSpan?) { diagnostics = [Diagnostic(.run(problem), at: span)] }

    init(_ problem: MeaningProblem, at span: SourceSpan?) {
        diagnostics = [Diagnostic(.meaning(problem), at: span)]
    }
}
