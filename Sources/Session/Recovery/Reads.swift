import Synchronization

/// The names that a statement read, each with the journal's entry that its value came from.
final class Reads: Sendable {
    private let names = Mutex<[String: Int?]>([:])

    /// What was read since the last `clear`.
    var all: [String: Int?] { names.withLock { $0 } }

    /// Begins a new statement.
    func clear() { names.withLock { $0 = [:] } }

    /// Notes a name; `origin` is nil when the journal doesn't know how its value was made.
    func note(_ name: String, origin: Int?) { names.withLock { _ = $0.updateValue(origin, forKey: name) } }
}
