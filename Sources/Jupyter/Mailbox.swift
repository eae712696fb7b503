internal import Dispatch

/// Hands values to one waiting thread, in order.
final class Mailbox<Element: Sendable>: Sendable {
    private let waiting = Lock(FIFO<Element>())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Adds a value.
    func put(_ element: Element) {
        waiting.withLock { $0.append(element) }
        arrivals.signal()
    }

    /// How many values wait.
    var count: Int { waiting.withLock { $0.count } }

    /// Wakes the taker for good.
    func close() { arrivals.signal() }

    /// Waits for the next value; nil once the mailbox is closed and empty.
    func take() -> Element? {
        arrivals.wait()
        return waiting.withLock { $0.popFirst() }
    }
}

/// A queue with constant-time ends.
struct FIFO<Element> {
    private var incoming: [Element] = []
    private var outgoing: [Element] = []

    var count: Int { incoming.count + outgoing.count }

    mutating func append(_ element: Element) { incoming.append(element) }

    mutating func popFirst() -> Element? {
        if outgoing.isEmpty {
            outgoing = incoming.reversed()
            incoming = []
        }
        return outgoing.popLast()
    }
}

extension FIFO: Sendable where Element: Sendable {}
