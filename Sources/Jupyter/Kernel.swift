/// A Jupyter kernel: one connection, one backend.
///
/// Follows the Jupyter messaging protocol 5.5.
public struct Kernel: Sendable {
    /// Where to listen and how to sign.
    public let connection: ConnectionFile
    let backend: any KernelBackend

    /// A kernel that will listen where `connection` says.
    public init(connection: ConnectionFile, backend: any KernelBackend) {
        self.connection = connection
        self.backend = backend
    }

    /// Serves until a front end asks for shutdown or the launching process dies.
    ///
    /// The calling thread becomes the wire's thread. When this returns a cell may still be running, so the
    /// process should exit without waiting for other threads.
    public func run() throws(WireError) -> ExitReason {
        .shutdown
    }
}

/// Why a kernel stopped without an error.
public enum ExitReason: Sendable, Equatable {
    /// A front end asked for it.
    case shutdown
    /// The process that launched the kernel is gone.
    case orphaned
}
