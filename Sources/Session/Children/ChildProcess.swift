import FoundationEssentials
import Glibc

/// Another program that runs beside this one, with nothing to read.
///
/// Foundation's `Process` waits for ever on machines whose loopback interface is down, so this is `posix_spawn`.
public final class ChildProcess {
    /// What it said and how it ended.
    public struct Ending: Sendable {
        /// Its exit status, or the number of the signal that ended it.
        public let status: Int32
        /// What it printed on its standard output.
        public let output: String
        /// What it printed on its standard error output.
        public let complaint: String
    }

    private let identifier: pid_t
    private let isGroup: Bool
    private var output: Stream
    private var complaint: Stream
    private var status: Int32?

    /// Starts the program at a path; nil when it can't be started.
    ///
    /// `environment` is added to this program's own. With `group` it leads a group of its own, and what it has started
    /// is ended with it.
    public init?(
        _ program: String, _ arguments: [String], environment: [String: String], group: Bool = false
    ) {
        guard let output = Stream() else { return nil }
        guard let complaint = Stream() else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, complaint.writing, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if group { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var identifier = pid_t()
        guard posix_spawn(&identifier, program, &actions, &attributes, &words, &settings) == 0 else {
            return nil
        }
        self.identifier = identifier
        isGroup = group
        output.closeWriting()
        complaint.closeWriting()
        (self.output, self.complaint) = (output, complaint)
    }

    deinit {
        guard status == nil else { return }
        end(SIGKILL)
        wait()
    }

    /// Reads what it prints until it ends; one that takes longer than `milliseconds` is killed.
    public func finish(within milliseconds: Int) -> Ending {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        while !hasEnded {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else {
                end(SIGKILL)
                break
            }
            listen(Int32(min(left.rounded(.up), 60_000)))
        }
        return ending()
    }

    /// Hands each line of its standard output on as it comes, until it ends; nil when `shouldStop` said so.
    ///
    /// It is asked ten times a second, and then the child is ended.
    public func follow(_ onLine: (Substring) -> Void, shouldStop: () -> Bool) -> Ending? {
        var taken = 0
        while true {
            let isLast = hasEnded
            let lines = output.lines(from: &taken, all: isLast)
            for line in lines.split(separator: "\n") { onLine(line) }
            if isLast { return ending() }
            guard !shouldStop() else {
                end(SIGTERM)
                return nil
            }
            listen(100)
        }
    }

    private var hasEnded: Bool { output.hasEnded && complaint.hasEnded }

    private func end(_ signal: Int32) { kill(isGroup ? -identifier : identifier, signal) }

    private func ending() -> Ending {
        wait()
        return Ending(status: status ?? 0, output: output.text, complaint: complaint.text)
    }

    /// Takes what it prints within so many milliseconds.
    private func listen(_ milliseconds: Int32) {
        var polled = [output.polled, complaint.polled]
        poll(&polled, 2, milliseconds)
        if polled[0].revents != 0 { output.read() }
        if polled[1].revents != 0 { complaint.read() }
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

    /// The whole lines from a place on, which moves behind them; with `all` also an unfinished one.
    func lines(from place: inout Int, all: Bool) -> String {
        let end = all ? bytes.count : bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard end > place else { return "" }
        defer { place = end }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
