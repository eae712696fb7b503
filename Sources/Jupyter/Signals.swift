internal import Glibc
internal import Synchronization

/// What the process does on signals while a kernel runs.
enum Signals {
    /// Where SIGINT is told; -1 for nowhere.
    ///
    /// The handler may use nothing but this.
    private static let listener = Atomic<Int32>(-1)

    /// Turns SIGINT into a wake-up, in place of the end of the process, and broken pipes into plain errors.
    static func install(_ interrupts: Wakeup) {
        signal(SIGPIPE, SIG_IGN)
        listener.store(interrupts.trigger, ordering: .sequentiallyConsistent)
        signal(SIGINT) { _ in
            let saved = errno
            let trigger = Signals.listener.load(ordering: .relaxed)
            if trigger >= 0 { Wakeup.signal(trigger) }
            errno = saved
        }
    }

    /// Stops telling; SIGINT stays harmless until the process ends.
    static func uninstall() { listener.store(-1, ordering: .sequentiallyConsistent) }
}
