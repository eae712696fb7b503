internal import Glibc

/// Threads of our own: a blocking call on the cooperative pool would starve every task.
enum Thread {
    /// What a new thread runs, boxed for its trip through C.
    private final class Entry: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on a new thread, which ends with it.
    ///
    /// `stack` is the stack's size in bytes.
    static func start(
        _ name: String, stack: Int = 16 << 20, _ body: @escaping @Sendable () -> Void
    ) throws(WireError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stack)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        let entry = Unmanaged.passRetained(Entry(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Entry>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, entry.toOpaque())
        guard status == 0 else {
            entry.release()
            throw .socket(operation: "pthread_create \(name)", reason: String(cString: strerror(status)))
        }
    }
}
