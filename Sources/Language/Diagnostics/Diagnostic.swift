/// Something to be said about a cell: facts and places only.
///
/// `DiagnosticRenderer` makes the words.
public struct Diagnostic: Sendable, Equatable {
    /// How grave it is.
    public enum Severity: String, Sendable {
        /// The cell doesn't run, or the statement failed.
        case error
        /// The statement runs, but its result may mislead.
        case warning
    }

    /// A second place that belongs to the story.
    public struct Related: Sendable, Equatable {
        /// Why the place matters.
        public enum Role: String, Sendable {
            /// The bracket or quote that was never closed.
            case opened
            /// The first of two.
            case first
        }

        /// The place.
        public let span: SourceSpan
        /// Why it matters.
        public let role: Role

        /// A second place.
        public init(_ span: SourceSpan, _ role: Role) {
            self.span = span
            self.role = role
        }
    }

    /// What happened.
    public let problem: Problem
    /// The exact place, nil when there is none in the cell.
    public let span: SourceSpan?
    /// Other places.
    public let related: [Related]

    /// A diagnostic made of facts and a place.
    public init(_ problem: Problem, at span: SourceSpan?, related: [Related] = []) {
        self.problem = problem
        self.span = span
        self.related = related
    }

    /// The stable code.
    public var code: Code { problem.code }

    /// Error or warning, which the code decides.
    public var severity: Severity { code.severity }
}

/// Every problem that Loupe knows, by the stage that finds it.
public enum Problem: Sendable, Equatable {
    /// Found while reading.
    case syntax(SyntaxProblem)
    /// Found while checking, before or after the cell started.
    case meaning(MeaningProblem)
    /// Found while running.
    case run(RunProblem)
    /// Not an error, but worth saying.
    case warning(WarningProblem)

    /// The stable code.
    public var code: Code {
        switch self {
        case .syntax(let problem): problem.code
        case .meaning(let problem): problem.code
        case .run(let problem): problem.code
        case .warning(let problem): problem.code
        }
    }
}
