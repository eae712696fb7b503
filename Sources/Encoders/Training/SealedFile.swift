internal import Crypto

/// A file being written that ends in the SHA-256 of all bytes before.
final class SealedFile {
    private let file: NewFile
    private var hash = SHA256()

    init(_ path: String) throws(EncoderError) { file = try NewFile(path) }

    func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(EncoderError) {
        elements.withUnsafeBytes { hash.update(bufferPointer: $0) }
        try file.write(elements)
    }

    /// Adds the seal.
    ///
    /// It would tell if the machine died before all was on the disk, so nobody waits for that.
    func finish() throws(EncoderError) { try file.finish(Array(hash.finalize()), waits: false) }

    /// Whether a mapped file ends in its own seal.
    static func isWhole(_ file: MappedFile) -> Bool {
        let count = file.bytes.count - SHA256.byteCount
        guard count >= 0 else { return false }
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: file.bytes[..<count]))
        return Array(hash.finalize()) == Array(file.bytes[count...])
    }
}
