import Glibc

/// The bytes of a file as they are, or of a text in memory, with their hash.
///
/// Blocks are read, not mapped: a mapped file that another program shortens would kill the process.
final class RawBytes: ByteSource {
    /// The size of the whole in bytes.
    let size: Int
    /// How many bytes were read.
    private(set) var consumed = 0
    /// The hash of what was read.
    private(set) var hash = XXHash64()
    private let descriptor: Int32
    private let file: String
    private let memory: [UInt8]

    /// Opens a file.
    ///
    /// Throws `unreadable`.
    convenience init(file: String) throws(DataError) {
        try self.init(path: file.utf8CString.map { $0 }, file: file)
    }

    /// Opens a file whose path may be any bytes, the last of them 0; `file` is shown.
    ///
    /// Throws `unreadable`.
    init(path: [CChar], file: String) throws(DataError) {
        let descriptor = path.withUnsafeBufferPointer { path in
            path.baseAddress.map { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) } ?? -1
        }
        self.descriptor = descriptor
        self.file = file
        memory = []
        guard descriptor >= 0 else { throw .unreadable(file: file, reason: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(file: file, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw .unreadable(file: file, reason: String(cString: strerror(EISDIR)))
        }
        // A pipe or a device has no end, and would keep its reader for ever.
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(file: file, reason: "not a regular file")
        }
        size = Int(status.st_size)
    }

    /// Streams bytes in memory.
    init(memory: [UInt8]) {
        self.memory = memory
        size = memory.count
        descriptor = -1
        file = ""
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func read(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        let count = try fetch(into: target)
        hash.update(UnsafeRawBufferPointer(rebasing: target[..<count]))
        consumed += count
        return count
    }

    private func fetch(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        guard descriptor >= 0 else {
            let count = min(target.count, memory.count - consumed)
            memory.withUnsafeBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[consumed..<consumed + count]))
            }
            return count
        }
        while true {
            let count = Glibc.read(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw .unreadable(file: file, reason: String(cString: strerror(errno)))
            }
        }
    }
}
