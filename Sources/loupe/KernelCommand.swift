import ArgumentParser
import Glibc
import Jupyter
import Session
import Tensors
import TextModels

/// `loupe kernel --connection-file F`: what a front end starts.
struct KernelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel", abstract: "Serve a Jupyter front end; front ends call this themselves.",
        discussion: """
            Exit codes: 0 asked to end or left alone, 66 the file can't be read, 69 the launcher that waits for the \
            ports is silent, 71 the system refuses, 75 a port is taken, 76 the launcher's answer is no \
            acknowledgement, 78 the file can't be used.
            """)

    @Option(help: "The connection file, or registration file, that the front end wrote.")
    var connectionFile: String

    @Flag(help: "Keep no history of cells on disk (also: LOUPE_HISTORY=off).")
    var noHistory = false

    func run() throws {
        BLAS.useOneThread()
        do throws(WireError) {
            let launch = try LaunchFile(path: connectionFile)
            let recovery = Recovery(identity: KernelIdentity(connectionFile: name(of: launch)))
            recovery.catchSignals()
            defer { recovery.close() }
            let kernel = Kernel(
                launch: launch, backend: SessionBackend(recovery: recovery),
                history: keepsHistory ? SQLiteHistory(paths: Home.current.histories) : MemoryHistory())
            _ = try kernel.run()
        } catch {
            Terminal.complain("loupe: \(error.sentence)\n")
            throw ExitCode(error.exitStatus)
        }
        // Threads may still be in a cell; nothing waits for them.
        _exit(0)
    }

    /// What stays the same when the kernel is started again.
    private func name(of launch: LaunchFile) -> String {
        switch launch {
        case .connection: connectionFile
        case .registration(let registration): "kernel-" + registration.kernelID
        }
    }

    private var keepsHistory: Bool {
        guard !noHistory, let wish = getenv("LOUPE_HISTORY") else { return !noHistory }
        return String(cString: wish) != "off"
    }
}
