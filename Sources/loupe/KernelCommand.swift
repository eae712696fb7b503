import ArgumentParser
import Glibc
import Jupyter
import Session
import Tensors
import TextModels

/// `loupe kernel --connection-file F`: what a front end starts.
struct KernelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel", abstract: "Serve a Jupyter front end; front ends call this themselves.")

    @Option(help: "The connection file that the front end wrote.")
    var connectionFile: String

    @Flag(help: "Keep no history of cells on disk (also: LOUPE_HISTORY=off).")
    var noHistory = false

    func run() throws {
        BLAS.useOneThread()
        do throws(WireError) {
            let connection = try ConnectionFile(path: connectionFile)
            let recovery = Recovery(identity: KernelIdentity(connectionFile: connectionFile))
            recovery.catchSignals()
            defer { recovery.close() }
            let kernel = Kernel(
                connection: connection, backend: SessionBackend(recovery: recovery),
                history: keepsHistory ? SQLiteHistory(paths: Home.current.histories) : MemoryHistory())
            _ = try kernel.run()
        } catch {
            Terminal.complain("loupe: \(error)\n")
            throw ExitCode(error.exitStatus)
        }
        // Threads may still be in a cell; nothing waits for them.
        _exit(0)
    }

    private var keepsHistory: Bool {
        guard !noHistory, let wish = getenv("LOUPE_HISTORY") else { return !noHistory }
        return String(cString: wish) != "off"
    }
}
