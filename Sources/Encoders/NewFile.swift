internal import Glibc

/// A file being written, which is on the disk when it is finished.
final class NewFile {
    private let path: String
    private var descriptor: Int32

    /// Opens a new file; folders that lack are made.
    init(_ path: String) throws(EncoderError) {
        self.path = path
        try NewFolder.make(
            path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw NewFolder.failure(path) }
    }

    /// Writes a file under a hidden name and puts it in its place when all is on the disk.
    static func replace(
        _ path: String, _ body: (NewFile) throws(EncoderError) -> Void
    ) throws(EncoderError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let hidden = (parts.dropLast() + [".\(parts.last ?? "")-new"]).joined(separator: "/")
        do throws(EncoderError) {
            let file = try NewFile(hidden)
            try body(file)
            try file.finish()
            guard rename(hidden, path) == 0 else { throw NewFolder.failure(path) }
        } catch {
            unlink(hidden)
            throw error
        }
    }

    /// As ``replace(_:_:)``, with all the bytes there are.
    static func replace(_ path: String, with bytes: [UInt8]) throws(EncoderError) {
        try replace(path) { file throws(EncoderError) in try file.write(bytes) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends the bytes of some numbers.
    func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(EncoderError) {
        let result = elements.withUnsafeBytes { bytes -> EncoderError? in
            var written = 0
            while written < bytes.count {
                let step = Glibc.write(
                    descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { return NewFolder.failure(path) }
                written += step
            }
            return nil
        }
        if let result { throw result }
    }

    /// Appends some last bytes and waits until all is on the disk, unless that needn't be so by then.
    func finish(_ bytes: [UInt8] = [], waits: Bool = true) throws(EncoderError) {
        try write(bytes)
        guard !waits || fsync(descriptor) == 0 else { throw NewFolder.failure(path) }
        close(descriptor)
        descriptor = -1
    }
}

/// Folders that are made, replaced and taken away whole.
enum NewFolder {
    static func failure(_ path: String) -> EncoderError {
        .unwritable(file: path, reason: String(cString: strerror(errno)))
    }

    /// Makes a folder and those above it; one that is there stays.
    static func make(_ path: String) throws(EncoderError) {
        var above = ""
        for part in path.split(separator: "/") {
            above += "/" + part
            guard mkdir(path.hasPrefix("/") ? above : String(above.dropFirst()), 0o755) != 0 else { continue }
            guard errno == EEXIST || access(path, F_OK) == 0 else { throw failure(path) }
        }
    }

    /// Takes a folder away with all in it; none is fine too.
    static func remove(_ path: String) throws(EncoderError) {
        guard let stream = opendir(path) else {
            guard errno == ENOENT else { throw failure(path) }
            return
        }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        closedir(stream)
        for name in names where name != "." && name != ".." {
            let inner = path + "/" + name
            var status = stat()
            guard lstat(inner, &status) == 0 else { throw failure(inner) }
            if status.st_mode & S_IFMT == S_IFDIR {
                try remove(inner)
            } else if unlink(inner) != 0 {
                throw failure(inner)
            }
        }
        guard rmdir(path) == 0 else { throw failure(path) }
    }

    /// Puts a finished folder in the place of another, which is taken away afterwards.
    static func replace(_ path: String, by finished: String) throws(EncoderError) {
        let old = finished + "-old"
        try remove(old)
        let isThere = rename(path, old) == 0
        guard isThere || errno == ENOENT else { throw failure(path) }
        guard rename(finished, path) == 0 else {
            let problem = failure(path)
            if isThere { _ = rename(old, path) }
            throw problem
        }
        if isThere { try remove(old) }
    }
}
