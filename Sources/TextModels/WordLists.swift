internal import Crypto
internal import Encoders
internal import Glibc
internal import Synchronization
internal import Tokenizers

/// The word lists that were read, each once as long as its file stays what it was.
final class WordLists: Sendable {
    private let lists = Mutex<[(path: String, identity: FileIdentity, list: WordList)]>([])

    /// The list in a file.
    ///
    /// Throws `.wordListNotFetched`, `.unreadable` or `.wordListBroken`.
    func list(_ segmentation: Segmentation, at path: String) throws(TextModelError) -> WordList {
        let identity = Self.identity(of: path)
        let known = lists.withLock { $0.first { $0.path == path && $0.identity == identity }?.list }
        if let known { return known }
        let made = try Self.read(segmentation, at: path)
        if let identity {
            lists.withLock { lists in
                lists.removeAll { $0.path == path }
                lists.append((path, identity, made))
            }
        }
        return made
    }

    private static func read(
        _ segmentation: Segmentation, at path: String
    ) throws(TextModelError) -> WordList {
        let contents: [UInt8]
        do throws(FileFailure) { contents = try FileBytes.read(path) } catch {
            guard error.isMissing else { throw .unreadable(path: path, reason: error.reason) }
            throw .wordListNotFetched(segmentation, looked: path)
        }
        let digest = SHA256.hash(data: contents).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        do throws(TokenizerError) {
            return try WordList(contents, name: segmentation.rawValue, digest: digest)
        } catch { throw .wordListBroken(path: path, error) }
    }

    /// What tells whether the file is still the same; nil when it isn't there.
    private static func identity(of path: String) -> FileIdentity? {
        var status = stat()
        return stat(path, &status) == 0 ? FileIdentity(status) : nil
    }
}
