import Foundation
import Glibc

/// Another program that runs beside this one, with nothing to read.
///
/// Foundation's `Process` waits for ever on machines whose loopback interface is down, so this is `posix_spawn`.
final class ChildProcess {
    private let identifier: pid_t
    private var output: Stream
    private var complaint: Stream
    private var status: Int32?

    /// Starts the program at a path; nil when it can't be started.
    ///
    /// `environment` is added to this program's own.
    init?(_ program: String, _ arguments: [String], environment: [String: String]) {
        guard let output = Stream() else { return nil }
        guard let complaint = Stream() else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, complaint.writing, STDERR_FILENO)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var identifier = pid_t()
        guard posix_spawn(&identifier, program, &actions, nil, &words, &settings) == 0 else { return nil }
        self.identifier = identifier
        output.closeWriting()
        complaint.closeWriting()
        (self.output, self.complaint) = (output, complaint)
    }

    deinit {
        guard status == nil else { return }
        kill(identifier, SIGKILL)
        wait()
    }

    /// Reads what it prints until it ends; one that takes longer than `milliseconds` is killed.
    func finish(within milliseconds: Int) -> Tool.Result {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        while !(output.hasEnded && complaint.hasEnded) {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else {
                kill(identifier, SIGKILL)
                break
            }
            var polled = [output.polled, complaint.polled]
            poll(&polled, 2, Int32(min(left.rounded(.up), 60_000)))
            if polled[0].revents != 0 { output.read() }
            if polled[1].revents != 0 { complaint.read() }
        }
        wait()
        return Tool.Result(status: status ?? 0, output: output.text, complaint: complaint.text)
    }

    /// Takes its status: what it exited with, or the number of the signal that ended it.
    private func wait() {
        var word: Int32 = 0
        while waitpid(identifier, &word, 0) < 0, errno == EINTR {}
        status = word & 0x7F == 0 ? (word >> 8) & 0xFF : word & 0x7F
    }
}

/// One of a child's standard streams, seen from its reader's side.
private final class Stream {
    let writing: Int32
    private let reading: Int32
    private var bytes: [UInt8] = []
    private var isWritable = true
    private(set) var hasEnded = false

    /// Nil when there is no descriptor left.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        // The child gets copies under other numbers; these end with the step into its program.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        closeWriting()
    }

    /// Leaves the child the only writer, so that its end is this stream's end.
    func closeWriting() {
        if isWritable { close(writing) }
        isWritable = false
    }

    /// What `poll` is to look at; nothing after the end.
    var polled: pollfd { pollfd(fd: hasEnded ? -1 : reading, events: Int16(POLLIN), revents: 0) }

    /// Takes what is there.
    func read() {
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(reading, &block, block.count)
        if count > 0 { bytes += block[..<count] } else if count == 0 || errno != EINTR { hasEnded = true }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
