internal import Glibc

/// The time since some moment in the past, which nobody sets.
enum MonotonicTime {
    static var seconds: Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
