internal import Crypto
internal import Glibc
internal import Synchronization
public import Tensors

/// The vectors of one encoder with one setting, kept on disk so that no text is ever encoded twice.
///
/// The file is a header and records of one size: key (16 bytes), checksum (4), vector (4 · dimension), little-endian.
/// Several kernels may append at once: each holds the file's lock while it writes whole records at the end. A
/// record cut short by a crash is cut off by the next writer; one whose checksum fails reads as absent.
public final class EmbeddingStore: Sendable {
    /// What identifies a text: the first half of the SHA-256 of its UTF-8 bytes.
    struct Key: Hashable {
        let high: UInt64
        let low: UInt64
    }

    private struct State {
        var positions: [Key: Int] = [:]
        var recordsRead = 0
        var descriptor: Int32
    }

    /// The length of a vector.
    public let dimension: Int
    /// The file's path.
    public let path: String
    private let state: Mutex<State>

    private static let magic: [UInt8] = Array("LOUPEVEC".utf8)
    private static let headerSize = 16
    private var recordSize: Int { 20 + 4 * dimension }

    /// Opens the store at `path`, creating it when absent.
    ///
    /// Returns nil when the file can't be used (a read-only home, a foreign file): the caller then does without.
    public init?(path: String, dimension: Int) {
        var descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if descriptor < 0 { descriptor = open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        guard Self.acceptHeader(descriptor, dimension: dimension) else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.dimension = dimension
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { state.withLock { _ = close($0.descriptor) } }

    /// How many vectors the store holds.
    public var count: Int {
        state.withLock {
            refresh(&$0); return $0.positions.count
        }
    }

    /// Looks up each text's vector; nil where there is none.
    public func vectors(of texts: [String]) -> [[Float]?] {
        let keys = texts.map(Self.key)
        return state.withLock { state in
            refresh(&state)
            return keys.map { key in state.positions[key].flatMap { read(record: $0, key: key, state) } }
        }
    }

    /// Adds the rows of `vectors`, one for each text.
    ///
    /// A store that can't be written stays as it is.
    public func append(_ vectors: Matrix, of texts: [String]) {
        guard vectors.columns == dimension, vectors.rows == texts.count else { return }
        var bytes = [UInt8]()
        bytes.reserveCapacity(texts.count * recordSize)
        for (row, text) in texts.enumerated() {
            let key = Self.key(of: text)
            withUnsafeBytes(of: key.high.littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: key.low.littleEndian) { bytes.append(contentsOf: $0) }
            vectors.withRow(row) { values in
                let raw = UnsafeRawBufferPointer(values)
                withUnsafeBytes(of: Self.checksum(raw).littleEndian) { bytes.append(contentsOf: $0) }
                bytes.append(contentsOf: raw)
            }
        }
        state.withLock { write(bytes, to: $0.descriptor) }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        guard Self.lock(descriptor) else { return }
        defer { flock(descriptor, LOCK_UN) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let excess = (size - Self.headerSize) % recordSize
        if excess > 0, ftruncate(descriptor, size - excess) != 0 { return }
        var written = 0
        while written < bytes.count {
            let step = bytes.withUnsafeBytes { all -> Int in
                let rest = UnsafeRawBufferPointer(rebasing: all[written...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { return }
            written += step
        }
    }

    /// Takes up the records that this or another kernel has added since the last look.
    private func refresh(_ state: inout State) {
        let size = Int(lseek(state.descriptor, 0, SEEK_END))
        let total = max(0, (size - Self.headerSize) / recordSize)
        var head = [UInt8](repeating: 0, count: 16)
        while state.recordsRead < total {
            let offset = Self.headerSize + state.recordsRead * recordSize
            guard pread(state.descriptor, &head, 16, offset) == 16 else { return }
            let key = head.withUnsafeBytes { Self.key(in: $0) }
            state.positions[key] = state.recordsRead
            state.recordsRead += 1
        }
    }

    private func read(record: Int, key: Key, _ state: State) -> [Float]? {
        var bytes = [UInt8](repeating: 0, count: recordSize)
        guard pread(state.descriptor, &bytes, recordSize, Self.headerSize + record * recordSize) == recordSize
        else { return nil }
        return bytes.withUnsafeBytes { raw in
            let body = UnsafeRawBufferPointer(rebasing: raw[20...])
            let stored = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
            guard Self.key(in: raw) == key, stored == Self.checksum(body) else { return nil }
            return (0..<dimension).map { body.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
        }
    }

    private static func acceptHeader(_ descriptor: Int32, dimension: Int) -> Bool {
        let wanted =
            magic + withUnsafeBytes(of: UInt32(1).littleEndian) { Array($0) }
            + withUnsafeBytes(of: UInt32(truncatingIfNeeded: dimension).littleEndian) { Array($0) }
        var found = [UInt8](repeating: 0, count: headerSize)
        if pread(descriptor, &found, headerSize, 0) == headerSize { return found == wanted }
        guard lock(descriptor) else { return false }
        defer { flock(descriptor, LOCK_UN) }
        if pread(descriptor, &found, headerSize, 0) == headerSize { return found == wanted }
        return ftruncate(descriptor, 0) == 0 && Glibc.write(descriptor, wanted, headerSize) == headerSize
    }

    private static func lock(_ descriptor: Int32) -> Bool {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }

    private static func key(in bytes: UnsafeRawBufferPointer) -> Key {
        Key(
            high: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    private static func key(of text: String) -> Key {
        var hasher = SHA256()
        var text = text
        text.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return hasher.finalize().withUnsafeBytes { key(in: $0) }
    }

    /// FNV-1a over 32-bit words: enough to notice a torn or damaged record.
    private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum: UInt32 = 0x811C_9DC5
        for offset in stride(from: 0, to: bytes.count - 3, by: 4) {
            sum = (sum ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) &* 0x0100_0193
        }
        return sum
    }
}
