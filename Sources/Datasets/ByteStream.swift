import Glibc

/// The bytes of a file, or of a text made from one, block by block.
///
/// Blocks are read, not mapped: a mapped file that another program shortens would kill the process.
struct ByteStream: ~Copyable {
    let size: Int
    private let descriptor: Int32
    private let file: String
    private let memory: [UInt8]
    private var place = 0

    /// Opens a file.
    ///
    /// Throws `unreadable`.
    init(file: String) throws(DataError) {
        descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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

    /// Reads what comes next; 0 at the end.
    ///
    /// Throws `unreadable`.
    mutating func read(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        guard descriptor >= 0 else {
            let count = min(target.count, memory.count - place)
            memory.withUnsafeBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count]))
            }
            place += count
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

    /// Reads on to the end, or to `limit` bytes.
    ///
    /// Throws `unreadable`.
    mutating func readAll(limit: Int) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(limit, 1 << 18))
        while bytes.count < limit {
            let count = try read(into: &block)
            if count == 0 { break }
            bytes.append(contentsOf: block[..<count])
        }
        return bytes
    }

    /// Reads what comes next into `block[start...]`; 0 at the end.
    ///
    /// Throws `unreadable`.
    mutating func read(into block: inout [UInt8], from start: Int = 0) throws(DataError) -> Int {
        var failure: DataError?
        let count = block.withUnsafeMutableBytes { target in
            do throws(DataError) {
                return try read(into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }
}
