internal import Crypto
internal import Synchronization
internal import Tensors
internal import Tokenizers

/// What tells encoders apart that would give other vectors.
enum EncoderHash {
    /// To be changed with anything that changes vectors beyond rounding.
    private static let version = "loupe encoder 1"
    private static let chunk = 4 << 20
    /// A file beyond this size goes in by its digest, which the ledger may know.
    private static let large = 1 << 20

    static func hash(
        folder: String, weights: [MappedFile], tuned: [TunedFolder], settings: EncoderSettings,
        ledger: DigestLedger?
    ) -> String {
        var hash = SHA256()
        hash.update(data: Array("\(version)\n\(text(of: settings))\n".utf8))
        for file in [
            "config.json", "tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json",
        ] {
            let path = folder + "/" + file
            if let mapped = try? MappedFile(path: path) {
                hash.update(data: Array("\(file) \(mapped.bytes.count)\n".utf8))
                if mapped.bytes.count > large {
                    hash.update(data: digest(of: mapped, ledger))
                } else {
                    hash.update(bufferPointer: mapped.bytes)
                }
            } else {
                hash.update(data: Array("\(file) -1\n".utf8))
            }
        }
        for file in weights { hash.update(data: digest(of: file, ledger)) }
        for folder in tuned { hash.update(data: folder.identity(ledger)) }
        return hexadecimal(hash.finalize())
    }

    /// The digest of weights alone: of one file, or of the digests of several and of what was tuned on them.
    static func digest(
        of weights: [MappedFile], tuned: some Sequence<TunedFolder>, _ ledger: DigestLedger?
    ) -> String {
        let parts = weights.map { digest(of: $0, ledger) } + tuned.map { $0.identity(ledger) }
        guard parts.count != 1 else { return hexadecimal(parts[0]) }
        var hash = SHA256()
        for part in parts { hash.update(data: part) }
        return hexadecimal(hash.finalize())
    }

    /// The digest of a few bytes.
    static func digest(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// Bytes as two digits each.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    static func text(of settings: EncoderSettings) -> String {
        let modes = (settings.pooling ?? []).map(\.rawValue).joined(separator: "+")
        let layer = settings.layer.map(\.description) ?? "-"
        return "pooling \(modes) layer \(layer) tokens \(settings.maxTokens ?? -1)"
            + " normalise \(settings.normalise ?? false) prefix \(settings.prefix ?? "")"
            + (settings.precision == .int8 ? " precision int8" : "")
            + (settings.truncation == .headAndTail ? " cut middle" : "")
    }

    /// The digest of a mapped file, from the ledger where it knows the file.
    static func digest(of file: MappedFile, _ ledger: DigestLedger?) -> [UInt8] {
        if let known = ledger?.digest(of: file.path, file.identity) { return known }
        let digest = digest(of: file.bytes)
        ledger?.remember(digest, of: file.path, file.identity)
        return digest
    }

    /// The digest of the digests of all chunks, which are made at once on all processors.
    private static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let chunks = (bytes.count + chunk - 1) / chunk
        let address = UInt(bitPattern: bytes.baseAddress)
        let count = bytes.count
        let digests = Mutex([[UInt8]](repeating: [], count: chunks))
        ThreadPool.machine.forEach(chunks) { index in
            let all = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
            let part = UnsafeRawBufferPointer(rebasing: all[index * chunk..<min(count, (index + 1) * chunk)])
            var hash = SHA256()
            hash.update(bufferPointer: part)
            let digest = Array(hash.finalize())
            digests.withLock { $0[index] = digest }
        }
        var whole = SHA256()
        for digest in digests.withLock({ $0 }) { whole.update(data: digest) }
        return Array(whole.finalize())
    }
}
