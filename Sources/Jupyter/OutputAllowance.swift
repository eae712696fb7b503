/// What all cells of a session may show together: a large amount at once, then so much a second.
///
/// It cuts a flood that goes on over many cells, each of them within its own budget (`OutputBudget`): Jupyter Server lets
/// no more than 1 MB a second pass for long. And what may wait for a reader who never reads, the last
/// `Socket.readerMark` messages, is kept below `windowLimit` bytes.
final class OutputAllowance: Sendable {
    /// Bytes that may be shown at once.
    static let burst = 32_000_000
    /// Bytes a second that may be shown after that.
    static let rate = 1_000_000
    /// Bytes that the last `Socket.readerMark` messages may show.
    static let windowLimit = 128_000_000

    private struct State {
        var left = burst
        var time: Int
        /// Messages since the windows changed.
        var messages = 0
        /// Bytes in this window of messages.
        var recent = 0
        /// Bytes in the one before.
        var earlier = 0

        /// What may be shown now.
        var room: Int { max(0, min(left, windowLimit - recent - earlier)) }

        mutating func refill(at now: Int) {
            let gained = max(0, now - time).multipliedReportingOverflow(by: rate / 1000)
            time = now
            left = gained.overflow ? burst : min(burst, left + gained.partialValue)
        }
    }

    private let clock: @Sendable () -> Int
    private let state: Lock<State>

    /// A full allowance; `clock` gives milliseconds.
    init(clock: @escaping @Sendable () -> Int = { Clock.milliseconds() }) {
        self.clock = clock
        state = Lock(State(time: clock()))
    }

    /// Takes up to `wanted` bytes; how many there was room for.
    func take(upTo wanted: Int) -> Int { take { min(wanted, $0) } }

    /// Takes all of `wanted` bytes, or none.
    func takeWhole(_ wanted: Int) -> Bool { take { wanted <= $0 ? wanted : 0 } == wanted }

    /// Takes `amount` bytes for what is always shown, which others then lack.
    func spend(_ amount: Int) { _ = take { _ in amount } }

    /// Takes note that one more message was published.
    func countMessage() {
        state.withLock { state in
            state.messages += 1
            guard state.messages >= Socket.readerMark else { return }
            (state.messages, state.recent, state.earlier) = (0, 0, state.recent)
        }
    }

    private func take(_ choose: (Int) -> Int) -> Int {
        state.withLock { state in
            state.refill(at: clock())
            let taken = choose(state.room)
            state.left -= taken
            state.recent += taken
            return taken
        }
    }
}
