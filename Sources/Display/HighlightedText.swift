/// A text whose spans carry signed scores: blue for, red against, paler the weaker.
public struct HighlightedText: Displayable, Equatable {
    /// A span of the text.
    public struct Span: Sendable, Equatable {
        /// Its UTF-8 bytes in the text; moved to the next character's edge where they cut one.
        public var range: Range<Int>
        /// Its score.
        public var score: Double
        /// What the score is, for the hover text; nil shows the number alone.
        public var note: String?

        /// Marks bytes with a score.
        public init(_ range: Range<Int>, _ score: Double, note: String? = nil) {
            self.range = range
            self.score = score
            self.note = note
        }
    }

    /// The text.
    public var text: String
    /// The marked spans; where two overlap the earlier wins.
    public var spans: [Span]
    /// The score that gets the full colour; nil takes the largest magnitude.
    public var scale: Double?
    /// How scores are written.
    public var format: NumberFormat
    /// A line above, if any; and whether the key to the colours stands below.
    public var title: String?
    /// Whether a key to the colours and marks stands below.
    public var showsKey: Bool

    /// Makes a highlighted text.
    public init(
        _ text: String, spans: [Span], scale: Double? = nil, format: NumberFormat = .fixed(2),
        title: String? = nil,
        showsKey: Bool = true
    ) {
        self.text = text
        self.spans = spans
        self.scale = scale
        self.format = format
        self.title = title
        self.showsKey = showsKey
    }
}
