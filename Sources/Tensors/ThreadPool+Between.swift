import Dispatch
import Synchronization

extension ThreadPool {
    /// Calls `body` once for each number in `0 ..< count`; the calling thread works too, and calls `between` after
    /// each piece of its own and once at the end, so that results can be handed on as they come.
    public func forEach(_ count: Int, between: () -> Void, _ body: @Sendable (Int) -> Void) {
        let next = Atomic<Int>(0)
        withoutActuallyEscaping(body) { body in
            let work = { @Sendable (between: () -> Void) in
                while true {
                    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard piece < count else { return }
                    body(piece)
                    between()
                }
            }
            let others = DispatchGroup()
            for _ in 0..<max(0, min(threads, count) - 1) {
                DispatchQueue.global().async(group: others) { work {} }
            }
            work(between)
            others.wait()
        }
        between()
    }
}
