internal import Glibc

/// Remarks for whoever runs the server, on standard error.
///
/// A flood is cut to `linesPerSecond`, and a pipe that nobody reads or that is broken is skipped, so that writing
/// never holds up the wire.
struct Log {
    static let linesPerSecond = 20

    private var second = 0
    private var lines = 0

    /// Writes one line, or nothing.
    mutating func note(_ text: String) {
        let now = Clock.milliseconds() / 1000
        if now != second { (second, lines) = (now, 0) }
        lines += 1
        guard lines <= Self.linesPerSecond else { return }
        var target = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        guard Glibc.poll(&target, 1, 0) == 1, target.revents & Int16(POLLOUT) != 0 else { return }
        let line = Array("loupe: \(text.prefix(300))\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
