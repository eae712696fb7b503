import Foundation
import Glibc

/// Prints to the terminal.
///
/// What can't be printed (a closed pipe) is let go.
enum Terminal {
    /// Prints on the standard output.
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Prints on the standard error output.
    static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether what is said on the standard error output may be coloured: it goes to a terminal, and nobody asked for
    /// none (no-color.org).
    static let isColoured: Bool = {
        let terminal = ProcessInfo.processInfo.environment
        return isatty(STDERR_FILENO) == 1 && (terminal["NO_COLOR"] ?? "").isEmpty
            && terminal["TERM"] != "dumb"
    }()

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
