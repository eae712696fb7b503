internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// The folder in which the vectors of all encoders are kept, shared by all kernels of a user and bounded in size.
///
/// Each file (``VectorSegment``) is named by encoder and number. Files are made, appended to and removed under one lock;
/// readers need none: a file that is removed stays readable to whoever has it open. What is used least recently goes first.
public final class EmbeddingCache: Sendable {
    /// How many bytes a cache may take unless told otherwise: the vectors of some three million texts by a small encoder.
    public static let defaultLimit = 5_000_000_000

    /// The folder's path.
    public let folder: String
    private let bound: Mutex<Int>

    init(folder: String, limit: Int = defaultLimit) {
        self.folder = folder
        bound = Mutex(limit)
    }

    /// The most bytes that the files may take together; a smaller limit removes what is too much at once.
    public var limit: Int { bound.withLock { $0 } }

    /// Changes the limit, and removes what is too much, if the lock can be had.
    public func setLimit(_ bytes: Int) {
        bound.withLock { $0 = max(0, bytes) }
        exclusively(patience: 1000) { makeRoom(for: 0) }
    }

    /// Runs `body` alone among all threads and kernels; nil when another holds the lock for longer than `patience`
    /// milliseconds.
    @discardableResult
    func exclusively<Result>(patience: Int, _ body: () -> Result) -> Result? {
        FileLock.hold(folder + "/lock", patience: patience, body)
    }

    /// Makes the folder; false when that can't be done.
    func prepare() -> Bool {
        // A home that can't be written is used without a cache, so this failure is no error.
        (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil
    }

    // MARK: files

    /// A file of the cache, going by its name.
    struct File: Sendable {
        let path: String
        /// The encoder's hash, shortened; empty for a file that isn't a segment of this version.
        let hash: String
        let number: Int
    }

    /// The part of an encoder's hash that names its files.
    static func short(_ hash: String) -> String { String(hash.prefix(24)) }

    func path(_ hash: String, _ number: Int) -> String { "\(folder)/\(Self.short(hash)).\(number).vectors" }

    /// The files of one encoder, or of all, by name and number; older layouts' too when all are asked for.
    func files(of hash: String? = nil) -> [File] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let wanted = hash.map(Self.short)
        let files = names.compactMap { name -> File? in
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.last == "vectors" else { return nil }
            let number = parts.count == 3 ? Int(parts[1]) : nil
            guard wanted == nil || (number != nil && parts[0] == wanted ?? "") else { return nil }
            return File(
                path: folder + "/" + name, hash: number == nil ? "" : String(parts[0]), number: number ?? 0)
        }
        return files.sorted { ($0.hash, $0.number, $0.path) < ($1.hash, $1.number, $1.path) }
    }

    /// Removes the files used least recently until `bytes` more fit; the caller holds the lock.
    func makeRoom(for bytes: Int) {
        var files: [(path: String, use: FileUse)] = files().compactMap { file in
            FileUse(of: file.path).map { (file.path, $0) }
        }
        files.sort {
            ($0.use.seconds, $0.use.nanoseconds, $0.path) < ($1.use.seconds, $1.use.nanoseconds, $1.path)
        }
        var total = files.reduce(bytes) { $0 + $1.use.bytes }
        for file in files where total > limit {
            if unlink(file.path) == 0 { total -= file.use.bytes }
        }
    }

    /// The bytes of a full file: a good part of a small cache must survive each eviction.
    var segmentSize: Int { min(64 << 20, max(64 << 10, limit / 16)) }
}

/// What the system knows of a file's size and last use.
struct FileUse: Sendable {
    let bytes: Int
    let seconds: Int
    let nanoseconds: Int

    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        bytes = Int(status.st_size)
        (seconds, nanoseconds) = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    }
}
