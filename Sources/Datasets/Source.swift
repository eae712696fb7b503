/// The file that a dataset came from.
public struct Source: Sendable, Equatable {
    /// Its path, as it was given.
    public let file: String
    /// Its size in bytes.
    public let bytes: Int
    /// The XXH64 hash (seed 0) of all its bytes: it tells whether the file has changed, not who changed it.
    public let hash: UInt64

    /// States the facts of a file.
    public init(file: String, bytes: Int, hash: UInt64) {
        self.file = file
        self.bytes = bytes
        self.hash = hash
    }

    /// The file's name without its folder, fit to be shown and kept anywhere.
    public var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}

extension Source {
    /// The hash of a file as it is now; nil when it can't be read to its end.
    public static func hash(ofFile path: String, shouldStop: () -> Bool = { false }) -> UInt64? {
        guard let bytes = try? RawBytes(file: path) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while !shouldStop() {
            let read = buffer.withUnsafeMutableBytes { try? bytes.read(into: $0) }
            guard let read else { return nil }
            if read == 0 { return bytes.hash.digest() }
        }
        return nil
    }
}
