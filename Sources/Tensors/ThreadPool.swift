import Dispatch
import Glibc
import Synchronization

/// Runs independent pieces of work on a bounded number of threads.
///
/// Which thread runs a piece is left to chance, so a piece must write only to a place of its own;
/// then results don't depend on the number of threads.
public struct ThreadPool: Sendable {
    /// The most threads that work at once.
    public let threads: Int

    /// A pool of `threads` threads, at least one.
    public init(threads: Int) { self.threads = max(1, threads) }

    /// As many threads as the machine has processors.
    public static let machine = ThreadPool(threads: processorCount)

    /// The number of processors this process may use.
    public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Calls `body` once for each number in `0 ..< count`, and returns when all calls have.
    public func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        let workers = min(threads, count)
        guard workers > 1 else {
            for piece in 0..<max(0, count) { body(piece) }
            return
        }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < count else { return }
                body(piece)
            }
        }
    }
}
