internal import Glibc
internal import Tokenizers

/// A file mapped into memory, read only: pages are loaded when they are used and shared by all processes.
///
/// Unchecked `Sendable`: the pointer is never written through, and is unmapped with the last reference.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// Which file this was when it was mapped.
    let identity: FileIdentity
    let bytes: UnsafeRawBufferPointer

    init(path: String) throws(FileFailure) {
        // a pipe would be waited for
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFailure(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path: path, code: EISDIR) }
        let count = Int(status.st_size)
        self.path = path
        identity = FileIdentity(status)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw FileFailure(path: path, code: errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
