/// What the user can set.
struct Settings: Sendable, Equatable {
    /// The most threads that long steps use; nil for all processors.
    var threads: Int?
    /// Rows of a dataset that are shown, unless a statement says how many.
    var rows = 20
}
