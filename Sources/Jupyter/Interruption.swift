internal import Synchronization

/// Whether one cell was interrupted.
///
/// Each cell has its own, so an interrupt never hits the next one.
final class Interruption: Sendable {
    private let flag = Atomic(false)

    var isRequested: Bool { flag.load(ordering: .relaxed) }

    func request() { flag.store(true, ordering: .relaxed) }
}
