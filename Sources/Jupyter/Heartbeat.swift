/// Echoes whatever comes on the heartbeat's socket, from its own thread, so that it beats whatever the others do.
enum Heartbeat {
    /// Starts the thread; returns the port once it listens.
    ///
    /// It ends when the context shuts down.
    static func start(_ context: Context, _ connection: ConnectionFile) throws(WireError) -> Int {
        let ready = Mailbox<Result<Int, WireError>>()
        try Thread.start("heartbeat", stack: 1 << 18) {
            do throws(WireError) {
                let socket = try Socket(context, .router, .heartbeat, of: connection)
                ready.put(.success(socket.port))
                while let frames = socket.receive(blocking: true) { socket.send(frames) }
            } catch {
                ready.put(.failure(error))
            }
        }
        return try ready.take()?.get() ?? 0
    }
}
