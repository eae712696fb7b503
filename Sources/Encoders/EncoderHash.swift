internal import Crypto
internal import Synchronization
internal import Tensors
internal import Tokenizers

/// What tells encoders apart that would give other vectors.
enum EncoderHash {
    /// To be changed with anything that changes vectors beyond rounding.
    private static let version = "loupe encoder 1"
    private static let chunk = 4 << 20

    static func hash(folder: String, weights: UnsafeRawBufferPointer, settings: EncoderSettings) -> String {
        var hash = SHA256()
        hash.update(data: Array("\(version)\n\(text(of: settings))\n".utf8))
        for file in [
            "config.json", "tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json",
        ] {
            let bytes = try? FileBytes.read(folder + "/" + file)
            hash.update(data: Array("\(file) \(bytes?.count ?? -1)\n".utf8))
            hash.update(data: bytes ?? [])
        }
        hash.update(data: digest(of: weights))
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    private static func text(of settings: EncoderSettings) -> String {
        "pooling \(settings.pooling?.rawValue ?? "-") layer \(settings.layer ?? -1) tokens \(settings.maxTokens ?? -1)"
            + " normalise \(settings.normalise ?? false) prefix \(settings.prefix ?? "")"
    }

    /// The digests of all chunks, one after another; they are made at once on all processors.
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
        return digests.withLock { $0.flatMap { $0 } }
    }
}
