internal import Crypto

/// What identifies a text in the cache: the first half of the SHA-256 of its UTF-8 bytes.
struct VectorKey: Hashable, Sendable {
    /// The bytes of a key on disk.
    static let size = 16

    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The key of a text.
    init(of text: String) {
        var hasher = SHA256()
        var text = text
        text.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        self = hasher.finalize().withUnsafeBytes { VectorKey(in: $0, at: 0) }
    }

    /// The key that stands in `bytes` at `offset`.
    init(in bytes: UnsafeRawBufferPointer, at offset: Int) {
        high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    }

    /// Appends the key as it stands on disk.
    func write(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: high.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
