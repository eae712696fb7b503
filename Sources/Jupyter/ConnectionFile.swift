/// Where a kernel listens and how messages are signed.
public struct ConnectionFile: Sendable, Equatable {
    /// How endpoints are reached.
    public enum Transport: String, Sendable {
        /// `tcp://ip:port`
        case tcp
        /// `ipc://ip-port`
        case ipc
    }

    /// How messages are signed.
    public enum SignatureScheme: String, Sendable {
        /// HMAC with SHA-256.
        case sha256 = "hmac-sha256"
        /// HMAC with SHA-512.
        case sha512 = "hmac-sha512"
    }

    /// How endpoints are reached.
    public var transport: Transport = .tcp
    /// The address to listen at, or the stem of the sockets' paths.
    public var ip: String
    /// The port of each channel.
    public var shell: Int, control: Int, stdin: Int, iopub: Int, heartbeat: Int
    /// The key of all signatures; empty: nothing is signed.
    public var key: [UInt8]
    /// How messages are signed.
    public var scheme: SignatureScheme = .sha256
}

extension ConnectionFile {
    /// Reads the file at `path`, as a front end wrote it.
    public init(path: String) throws(WireError) {
        throw .unreadable(path: path, reason: "not built yet")
    }
}
