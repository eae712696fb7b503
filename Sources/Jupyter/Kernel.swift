/// A Jupyter kernel: one connection, one backend.
///
/// Follows the Jupyter messaging protocol 5.5.
public struct Kernel: Sendable {
    let connection: ConnectionFile
    let backend: any KernelBackend
    let history: any History

    /// A kernel that will listen where `connection` says.
    public init(
        connection: ConnectionFile, backend: any KernelBackend, history: any History = MemoryHistory()
    ) {
        self.connection = connection
        self.backend = backend
        self.history = history
    }

    /// Serves until a front end asks for shutdown or the launching process (`JPY_PARENT_PID`) is gone.
    ///
    /// The calling thread becomes the wire's thread; it listens within a few milliseconds. SIGINT interrupts the
    /// running cell. When this returns a cell may still be on its way to its end on another thread, so the process
    /// should exit without waiting for it.
    public func run() throws(WireError) -> ExitReason {
        let interrupts = try Wakeup()
        Signals.install(interrupts)
        defer { Signals.uninstall() }
        return try run(interrupts: interrupts, parent: ParentWatch())
    }

    /// The same without touching what belongs to the process.
    func run(interrupts: Wakeup? = nil, parent: ParentWatch? = nil) throws(WireError) -> ExitReason {
        let context = try Context()
        defer {
            context.shutdown()
            context.terminate()
        }
        return try serve(context, interrupts, parent)
    }

    /// Apart, so that the wire's sockets are closed when this returns.
    private func serve(
        _ context: Context, _ interrupts: Wakeup?, _ parent: ParentWatch?
    ) throws(WireError) -> ExitReason {
        let wire = try Wire(context, self)
        try Heartbeat.start(context, connection)
        return wire.serve(interrupts: interrupts, parent: parent)
    }
}

/// Why a kernel stopped without an error.
public enum ExitReason: Sendable, Equatable {
    /// A front end asked for it.
    case shutdown
    /// The process that launched the kernel is gone.
    case orphaned
}
