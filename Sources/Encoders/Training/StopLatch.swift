internal import Synchronization

/// Remembers that a run was told to stop, so that whoever saw it and whoever didn't agree afterwards.
final class StopLatch: Sendable {
    private let isSet = Atomic(false)
    private let shouldStop: @Sendable () -> Bool

    init(_ shouldStop: @escaping @Sendable () -> Bool) { self.shouldStop = shouldStop }

    /// Whether the run is to stop, asking anew.
    func asks() -> Bool {
        if isSet.load(ordering: .relaxed) { return true }
        guard shouldStop() else { return false }
        isSet.store(true, ordering: .relaxed)
        return true
    }

    /// Whether anyone was told so.
    var wasSet: Bool { isSet.load(ordering: .relaxed) }
}
