/// Echoes whatever comes on the heartbeat's socket, from its own thread, so that it beats whatever the others do.
enum Heartbeat {
    /// Starts the thread; returns once it listens.
    ///
    /// It ends when the context shuts down.
    static func start(_ context: Context, _ connection: ConnectionFile) throws(WireError) {
        let ready = Mailbox<WireError?>()
        try Thread.start("heartbeat", stack: 1 << 18) {
            do throws(WireError) {
                let socket = try Socket(context, .router, .heartbeat, of: connection)
                ready.put(nil)
                while let frames = socket.receive(blocking: true) { socket.send(frames) }
            } catch {
                ready.put(error)
            }
        }
        if let answer = ready.take(), let error = answer { throw error }
    }
}
