/// The one way from other threads to the wire's, so that everything is sent in the order it was made.
final class Inbox: Sendable {
    /// How long text waits for more, and how often a display is updated at most, in milliseconds.
    static let holdTime = 100

    private struct State {
        var posts: [Post] = []
        /// The text that joined the last post, which stands apart so that it grows in place.
        var joinedText = ""
        /// When the last post arrived, if it may wait.
        var heldSince = 0

        /// Gives the last post the text that joined it.
        mutating func seal() {
            guard !joinedText.isEmpty, case .stream(let name, let text, let origin)? = posts.last else {
                return
            }
            posts[posts.count - 1] = .stream(name, text + joinedText, origin)
            joinedText = ""
        }

        mutating func join(_ post: Post) {
            if case .stream(_, let text, _) = post {
                joinedText += text
            } else {
                posts[posts.count - 1] = post
            }
        }
    }

    /// What all cells together may show.
    let allowance = OutputAllowance()
    private let state = Lock(State())
    let wakeup: Wakeup

    init() throws(WireError) { wakeup = try Wakeup() }

    /// Adds a post; joins it to the last one if that still waits for more.
    func add(_ post: Post) {
        let mustWake = state.withLock { state in
            if let last = state.posts.last, post.joins(last) {
                state.join(post)
                return false
            }
            state.seal()
            state.posts.append(post)
            if post.mayWait { state.heldSince = Clock.milliseconds() }
            return !post.mayWait || state.posts.count == 1
        }
        if mustWake { wakeup.signal() }
    }

    /// What is due, and in how many milliseconds the rest will be.
    func take() -> (posts: [Post], wait: Int?) {
        _ = wakeup.reset()
        return state.withLock { state in
            let wait = state.heldSince + Self.holdTime - Clock.milliseconds()
            let isHeld = wait > 0 && state.posts.last?.mayWait == true
            if !isHeld { state.seal() }
            let held = isHeld ? state.posts.suffix(1) : []
            let due = Array(state.posts.dropLast(held.count))
            state.posts = Array(held)
            return (due, isHeld ? wait : nil)
        }
    }
}
