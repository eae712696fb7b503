internal import Glibc

/// Why a file could not be read.
package struct FileFailure: Error, Sendable, Equatable {
    /// The file.
    package let path: String
    /// The system's error number, or `EFBIG` for a file over the limit.
    package let code: Int32
    /// Whether there is no such file.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    /// The system's words.
    package var reason: String { String(cString: strerror(code)) }

    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }
}

/// Whole files as bytes.
package enum FileBytes {
    /// The most bytes of a settings or vocabulary file.
    package static let limit = 256 << 20

    /// Reads a whole regular file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int = limit) throws(FileFailure) -> [UInt8] {
        // a pipe would be waited for
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFailure(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path: path, code: EISDIR) }
        guard status.st_size <= limit else { throw FileFailure(path: path, code: EFBIG) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count, let base = buffer.baseAddress {
                let got = Glibc.read(descriptor, base + count, buffer.count - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard failure == 0 else { throw FileFailure(path: path, code: failure) }
        return bytes
    }
}
