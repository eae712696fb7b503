/// What can stand at a place of a cell.
public struct Completion: Sendable, Equatable {
    /// One candidate.
    public struct Candidate: Sendable, Equatable {
        /// What sort of thing it is, for the front end's icons.
        public enum Kind: String, Sendable {
            /// A verb.
            case verb
            /// A clause word.
            case clause
            /// The name of a component's option.
            case option
            /// A recipe part.
            case component
            /// A name in scope.
            case name
            /// A column.
            case column
            /// A label.
            case label
            /// One of the words of a choice.
            case choice
            /// An encoder of the catalogue.
            case encoder
            /// A sample of the catalogue.
            case sample
            /// A word of the language.
            case keyword
            /// A file or folder.
            case path
        }

        /// The text that replaces the range.
        public let text: String
        /// What it is.
        public let kind: Kind
        /// Type, signature or help, in one line.
        public let signature: String

        /// A candidate.
        public init(text: String, kind: Kind, signature: String) {
            self.text = text
            self.kind = kind
            self.signature = signature
        }
    }

    /// The candidates, best first.
    public let candidates: [Candidate]
    /// The first code point that is replaced.
    public let start: Int
    /// One past the last code point that is replaced.
    public let end: Int
    /// What stands between the quotes before the cursor, when a file belongs here: the caller lists the
    /// files.
    public let path: String?
    /// What the files that belong here end in; none when only folders do, nil when any file may.
    public let endings: [String]?

    /// Candidates for a range.
    public init(
        candidates: [Candidate], start: Int, end: Int, path: String?, endings: [String]? = nil
    ) {
        self.candidates = candidates
        self.start = start
        self.end = end
        self.path = path
        self.endings = endings
    }
}
