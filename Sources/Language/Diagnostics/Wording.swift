internal import Phrases

/// The words of one language for every diagnostic.
protocol Wording: Sendable {
    /// What happened, the note behind the carets, and what to do.
    func words(for problem: Problem) -> Words
    /// Why a second place matters.
    func note(for role: Diagnostic.Related.Role) -> String
    /// The help page of a code: at length, and a cell that shows it.
    func page(of code: Code) -> (text: String, example: String)
    /// What stands over the help page of a code.
    func title(of code: Code) -> String
    /// What may stand in a place.
    func phrase(_ kind: Parameter.Kind) -> String
    /// How a severity is written before its code.
    func tag(_ severity: Diagnostic.Severity) -> String
    /// What stands before the line that says what to do.
    var helpTag: String { get }
}

extension Tongue {
    /// The words of this tongue for diagnostics.
    var wording: any Wording {
        switch self {
        case .english: English()
        case .chinese: Chinese()
        }
    }
}

/// One diagnostic in words.
struct Words: Sendable, Equatable {
    /// One sentence that says what happened.
    let sentence: String
    /// A few words behind the carets.
    let note: String?
    /// One sentence that says what to do, or a suggestion.
    let help: String?

    init(_ sentence: String, note: String? = nil, help: String? = nil) {
        self.sentence = sentence
        self.note = note
        self.help = help
    }
}
