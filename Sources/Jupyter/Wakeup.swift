internal import Glibc

/// A descriptor that a poll can wait for and any thread, even a signal handler, can make ready.
final class Wakeup: Sendable {
    /// What becomes ready.
    let descriptor: Int32
    /// What a byte is written to.
    let trigger: Int32

    init() throws(WireError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw .socket(operation: "pipe", reason: String(cString: strerror(errno)))
        }
        (descriptor, trigger) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
        close(trigger)
    }

    /// Makes the descriptor ready.
    func signal() { Self.signal(trigger) }

    /// The same through a bare trigger.
    ///
    /// If the pipe is full it is ready already, so nothing can be lost.
    static func signal(_ trigger: Int32) {
        var byte: UInt8 = 0
        _ = write(trigger, &byte, 1)
    }

    /// Makes the descriptor wait again; true if it was ready.
    func reset() -> Bool {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let size = MemoryLayout.size(ofValue: bytes)
        var wasReady = false
        while true {
            let count = read(descriptor, &bytes, size)
            if count > 0 { wasReady = true }
            if count < size { return wasReady }
        }
    }
}
