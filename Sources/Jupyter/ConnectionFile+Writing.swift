internal import Glibc

extension ConnectionFile {
    /// The contents of a connection file, as front ends read it.
    ///
    /// The secret key of an encrypted connection stays out: front ends need the public one.
    var json: JSON {
        .object(
            [
                JSON.Member("transport", .string(transport.rawValue)), JSON.Member("ip", .string(ip)),
                JSON.Member("key", .string(String(decoding: key, as: UTF8.self))),
                JSON.Member("signature_scheme", .string(scheme.rawValue)),
            ] + Channel.allCases.map { JSON.Member($0.portField, .integer(port(of: $0))) })
    }

    /// Writes a file that only its owner can read, in place of an older one; false if that can't be.
    func write(to path: String) -> Bool {
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let bytes = json.serialized
        let isWhole = Glibc.write(file, bytes, bytes.count) == bytes.count
        guard close(file) == 0, isWhole, rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return true
    }
}
