internal import Crypto

/// Signs and verifies the four JSON frames of messages by HMAC (RFC 2104).
struct Signer: Sendable {
    private let key: SymmetricKey?
    private let scheme: ConnectionFile.SignatureScheme

    /// With an empty `key` signatures are empty and everything is accepted.
    init(key: [UInt8], scheme: ConnectionFile.SignatureScheme) {
        self.key = key.isEmpty ? nil : SymmetricKey(data: key)
        self.scheme = scheme
    }

    /// False if nothing is signed.
    var isSigning: Bool { key != nil }

    /// The code of frames laid end to end, as bytes; empty without a key.
    func code(of frames: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let key else { return [] }
        return switch scheme {
        case .md5: Self.code(of: frames, HMAC<Insecure.MD5>(key: key))
        case .sha1: Self.code(of: frames, HMAC<Insecure.SHA1>(key: key))
        case .sha256: Self.code(of: frames, HMAC<SHA256>(key: key))
        case .sha384: Self.code(of: frames, HMAC<SHA384>(key: key))
        case .sha512: Self.code(of: frames, HMAC<SHA512>(key: key))
        }
    }

    /// Whether `code` is that of the frames, compared in a time that depends on neither.
    func accepts(_ code: [UInt8], of frames: ArraySlice<[UInt8]>) -> Bool {
        guard isSigning else { return true }
        let expected = self.code(of: frames)
        guard code.count == expected.count else { return false }
        return zip(code, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func code<Hash: HashFunction>(
        of frames: ArraySlice<[UInt8]>, _ start: HMAC<Hash>
    ) -> [UInt8] {
        var hmac = start
        for frame in frames { hmac.update(data: frame) }
        return Array(hmac.finalize())
    }
}
