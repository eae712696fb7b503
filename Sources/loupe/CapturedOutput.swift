import Display
import Session
import Synchronization

/// Keeps what a cell makes, for those who want it as a value.
final class CapturedOutput: SessionOutput {
    private let state = Mutex((text: "", last: MIMEBundle?.none))

    /// What was printed.
    var text: String { state.withLock(\.text) }
    /// What was shown last.
    var last: MIMEBundle? { state.withLock(\.last) }

    func print(_ text: String) { state.withLock { $0.text += text } }
    func warn(_ text: String) {}
    func display(_ bundle: MIMEBundle, id: String?) { state.withLock { $0.last = bundle } }
    func update(_ bundle: MIMEBundle, id: String) {}
    func result(_ bundle: MIMEBundle) { state.withLock { $0.last = bundle } }
    func page(_ bundle: MIMEBundle) { state.withLock { $0.last = bundle } }
    func clear(wait: Bool) {}
    func ask(_ prompt: String) -> String? { nil }
}
