/// A word of another tool, and what Loupe says instead.
public struct ForeignWord: Sendable, Equatable {
    /// The tool, such as `scikit-learn`.
    public let origin: String
    /// A line of Loupe that does it.
    public let instead: String
}
