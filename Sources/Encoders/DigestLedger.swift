internal import Glibc
internal import Synchronization
internal import Tokenizers

/// The digests of large files, remembered between runs, so that 470 MB of weights aren't read at each start.
///
/// A text file, a line a file: digest, the file's identity (device, inode, size, times), its path. A file that differs in
/// any of these is digested anew. The ledger is only ever replaced as a whole; where it can't be written nothing is remembered.
public final class DigestLedger: Sendable {
    private static let mostLines = 64
    /// The bytes of a SHA-256.
    private static let digestSize = 32
    private let path: String
    private let access = Mutex(())

    /// A ledger in a file, which needn't exist yet.
    public init(path: String) { self.path = path }

    /// The digest of a file, if it was remembered of this very file.
    func digest(of file: String, _ identity: FileIdentity) -> [UInt8]? {
        let wanted = "\(identity.fields) \(file)"
        let line = access.withLock { _ in lines() }.last { $0.hasSuffix(" " + wanted) }
        guard let line else { return nil }
        let digits = line.dropLast(wanted.count + 1)
        return Self.bytes(digits).flatMap { $0.count == Self.digestSize ? $0 : nil }
    }

    /// Remembers a digest; not that of a file which changed a moment ago and may do so again unnoticed.
    func remember(_ digest: [UInt8], of file: String, _ identity: FileIdentity) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        guard digest.count == Self.digestSize, !file.contains("\n"), !identity.isFresh(now: now) else {
            return
        }
        let digits = digest.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
        access.withLock { _ in
            var kept = lines().filter { !$0.hasSuffix(" " + file) }
            kept.append("\(digits) \(identity.fields) \(file)")
            replace(with: kept.suffix(Self.mostLines).joined(separator: "\n") + "\n")
        }
    }

    private func lines() -> [Substring] {
        guard let bytes = try? FileBytes.read(path, limit: 1 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    private func replace(with text: String) {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        let bytes = Array(text.utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
        close(descriptor)
        if !isWritten || rename(draft, path) != 0 { unlink(draft) }
    }

    private static func bytes(_ digits: Substring) -> [UInt8]? {
        let values = digits.utf8.map { UInt8(String(UnicodeScalar($0)), radix: 16) ?? 255 }
        guard values.count % 2 == 0, values.allSatisfy({ $0 < 16 }) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
