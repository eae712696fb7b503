/// The words of one language for every diagnostic.
protocol Wording: Sendable {
    /// What happened, the note behind the carets, and what to do.
    func words(for problem: Problem) -> Words
    /// Why a second place matters.
    func note(for role: Diagnostic.Related.Role) -> String
    /// The help page of a code.
    func explanation(of code: Code) -> String
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
