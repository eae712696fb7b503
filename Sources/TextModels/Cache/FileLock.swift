internal import Glibc

/// A lock between processes (and threads) by a file of its own; the system gives it back when its holder dies.
enum FileLock {
    /// Runs `body` while holding the lock; nil when it can't be had within `patience` milliseconds.
    ///
    /// It doesn't wait for ever: a holder may be a stopped process, and an interrupt must not be kept waiting.
    static func hold<Result>(_ path: String, patience: Int, _ body: () -> Result) -> Result? {
        // A description of its own each time, since threads that share one don't exclude each other.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, waited < patience else { return nil }
            poll(nil, 0, 1)
            waited += 1
        }
        return body()
    }
}
