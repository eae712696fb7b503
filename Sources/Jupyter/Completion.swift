/// What could stand at the cursor.
///
/// Positions count Unicode code points.
public struct Completion: Sendable, Equatable {
    /// One candidate.
    public struct Match: Sendable, Equatable {
        /// The text to insert in place of `Completion.start ..< Completion.end`.
        public var text: String
        /// What it is: `keyword`, `function`, `column`, …; front ends show it beside the text.
        public var type: String
        /// How it is used, in a line.
        public var signature: String?

        /// A candidate.
        public init(text: String, type: String, signature: String? = nil) {
            self.text = text
            self.type = type
            self.signature = signature
        }
    }

    /// The candidates, in the order to show.
    public var matches: [Match]
    /// Where the text that a candidate replaces begins.
    public var start: Int
    /// Where it ends, usually at the cursor.
    public var end: Int

    /// Candidates for the text in `start ..< end`; nothing to offer is `([], cursor, cursor)`.
    public init(matches: [Match], start: Int, end: Int) {
        self.matches = matches
        self.start = start
        self.end = end
    }
}

/// Whether code could be run as it stands.
public enum Completeness: Sendable, Equatable {
    /// Ready to run.
    case complete
    /// More lines are needed; the next one begins with `indent`.
    case incomplete(indent: String)
    /// No further line could make it right.
    case invalid
    /// Can't be told.
    case unknown
}
