@testable import Jupyter

/// A kernel that serves on a thread of this process, over real sockets.
final class LiveKernel {
    let connection: ConnectionFile
    let backend = TestBackend()
    private let ended = Mailbox<Result<ExitReason, WireError>>()

    /// Starts a kernel; tests of what belongs to the process pass `interrupts` and `parent`.
    init(
        connection: ConnectionFile? = nil, history: any History = MemoryHistory(), interrupts: Wakeup? = nil,
        parent: ParentWatch? = nil
    ) throws {
        let connection = try connection ?? Self.connection()
        self.connection = connection
        let kernel = Kernel(connection: connection, backend: backend, history: history)
        let ended = ended
        try Thread.start("kernel") {
            do throws(WireError) {
                ended.put(.success(try kernel.run(interrupts: interrupts, parent: parent)))
            } catch {
                ended.put(.failure(error))
            }
        }
    }

    /// Waits until the kernel has stopped.
    func end() throws -> ExitReason? { try ended.take()?.get() }

    /// A connection over sockets in the file system, which no other test can have taken.
    static func connection(extra: String = "", scheme: String = "hmac-sha256", key: String = "secret") throws
        -> ConnectionFile
    {
        try ConnectionFile(contents: Array(connectionText(extra: extra, scheme: scheme, key: key).utf8))
    }

    /// The same as the text of a connection file.
    static func connectionText(
        extra: String = "", scheme: String = "hmac-sha256", key: String = "secret"
    ) -> String {
        let stem = "/tmp/loupe-\(UInt64.random(in: 0 ... .max))"
        return """
            {"transport": "ipc", "ip": "\(stem)", "shell_port": 1, "iopub_port": 2, "stdin_port": 3,
             "control_port": 4, "hb_port": "5", "key": "\(key)", "signature_scheme": "\(scheme)"\(extra)}
            """
    }
}
