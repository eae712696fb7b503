import FoundationEssentials
import Glibc
import Testing

@testable import Jupyter

/// The built executable, serving over real sockets, with a home of its own.
final class KernelProcess {
    /// Set once it serves; a registration file says nothing of it.
    let connection: ConnectionFile?
    private var process = pid_t()
    private let folder: String
    private var isRunning = true

    /// Starts the executable that lies beside the tests, or the one that LOUPE_EXECUTABLE names.
    init(file text: String, environment: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/kernel.json"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        connection = try? ConnectionFile(contents: Array(text.utf8))
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = "/" + own.split(separator: "/").dropLast().joined(separator: "/") + "/loupe"
        let path = getenv("LOUPE_EXECUTABLE").map { String(cString: $0) } ?? beside
        try #require(access(path, X_OK) == 0, "build the executable first: \(path)")
        let words = [path, "kernel", "--connection-file", file]
        let variables = ["LOUPE_HOME=" + folder, "PATH=/usr/bin:/bin"] + environment
        try start(path, words, variables)
    }

    private func start(_ path: String, _ words: [String], _ variables: [String]) throws {
        var arguments = words.map { strdup($0) } + [nil]
        var environment = variables.map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, folder + "/complaints", O_WRONLY | O_CREAT, 0o600)
        try #require(posix_spawn(&process, path, &actions, nil, &arguments, &environment) == 0)
    }

    /// Waits for the end; the status that it exited with, or the signal that ended it as a negative number.
    func end() -> Int32 {
        var status: Int32 = 0
        guard isRunning else { return status }
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isRunning = false
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// What it wrote on standard error.
    func complaints() throws -> String {
        try String(contentsOfFile: folder + "/complaints", encoding: .utf8)
    }

    /// The memory that it has in use.
    func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8).split(
            separator: " ")
        return (pages.count > 1 ? Int(pages[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    deinit {
        if isRunning { kill(process, SIGKILL) }
        _ = end()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
