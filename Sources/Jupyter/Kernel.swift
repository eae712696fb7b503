internal import Glibc

/// A Jupyter kernel: one connection, one backend.
///
/// Follows the Jupyter messaging protocol 5.6.
public struct Kernel: Sendable {
    let connection: ConnectionFile
    let backend: any KernelBackend
    let history: any History
    /// Whom to tell the ports; nil if they were given.
    let registration: Registration?

    /// A kernel that will listen where `connection` says.
    public init(
        connection: ConnectionFile, backend: any KernelBackend, history: any History = MemoryHistory()
    ) {
        self.init(launch: .connection(connection), backend: backend, history: history)
    }

    /// A kernel that will listen where `launch` says, or tell where it does.
    public init(launch: LaunchFile, backend: any KernelBackend, history: any History = MemoryHistory()) {
        switch launch {
        case .connection(let connection): (self.connection, registration) = (connection, nil)
        case .registration(let registration):
            (connection, self.registration) = (registration.connection, registration)
        }
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
        var connection = connection
        connection.ports[.heartbeat] = try Heartbeat.start(context, connection)
        let wire = try Wire(context, self, connection)
        guard let registration else { return wire.serve(interrupts: interrupts, parent: parent) }
        guard try registration.announce(wire.connection, context, parent) else { return .orphaned }
        let path = registration.connectionPath.flatMap { wire.connection.write(to: $0) ? $0 : nil }
        defer { if let path { unlink(path) } }
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
