internal import Glibc

/// Time that never goes back.
enum Clock {
    /// Milliseconds since some fixed moment.
    static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
