/// How far a long step has come.
public struct Progress: Displayable, Equatable {
    /// What is being done: `encoding`.
    public var task: String
    /// Units done and in all.
    public var done, total: Int
    /// What the units are, in the plural: `texts`.
    public var unit: String
    /// Seconds since the start.
    public var seconds: Double
    /// Whether it was stopped before its end.
    public var isInterrupted: Bool

    /// States how far it has come.
    public init(
        task: String, done: Int, total: Int, unit: String, seconds: Double, isInterrupted: Bool = false
    ) {
        self.task = task
        self.done = done
        self.total = total
        self.unit = unit
        self.seconds = seconds
        self.isInterrupted = isInterrupted
    }

    /// A bar with rate and time left, or one quiet line at the end.
    public var plainText: String { "" }
    /// The same in HTML.
    public var html: String { "" }
}
