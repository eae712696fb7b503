internal import Glibc

/// A file of floats without a name, which the system takes away with the process.
final class UnlinkedFile: Sendable {
    private let descriptor: Int32

    /// A file in `folder` for `bytes` bytes, where the disk keeps room beside it; else nil.
    init?(folder: String, bytes: Int) {
        var system = statvfs()
        guard statvfs(folder, &system) == 0 else { return nil }
        let free = UInt64(system.f_bavail) &* UInt64(system.f_frsize)
        // as much again stays for others
        guard UInt64(bytes) < free / 2 else { return nil }
        let path = folder + "/states-\(getpid()).tmp"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        unlink(path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether all of `count` floats were written from float `place` on.
    func write(_ floats: UnsafePointer<Float>, count: Int, at place: Int) -> Bool {
        moved(count, place) { pwrite(descriptor, UnsafeRawPointer(floats) + $0, $1, $2) }
    }

    /// Whether all of `count` floats were read from float `place` on.
    func read(_ floats: UnsafeMutablePointer<Float>, count: Int, at place: Int) -> Bool {
        moved(count, place) { pread(descriptor, UnsafeMutableRawPointer(floats) + $0, $1, $2) }
    }

    private func moved(_ count: Int, _ place: Int, _ move: (Int, Int, Int) -> Int) -> Bool {
        let bytes = count * MemoryLayout<Float>.stride
        var done = 0
        while done < bytes {
            let step = move(done, bytes - done, place * MemoryLayout<Float>.stride + done)
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { return false }
            done += step
        }
        return true
    }
}
