/// Where a kernel listens and how messages are signed.
///
/// Source: "Connection files", Making kernels for Jupyter; the members `curve_…` as jupyter_client 8.9 writes them.
public struct ConnectionFile: Sendable, Equatable {
    /// How endpoints are reached.
    public enum Transport: String, Sendable {
        /// `tcp://ip:port`
        case tcp
        /// `ipc://ip-port`
        case ipc
    }

    /// How messages are signed: by HMAC with one of the hash functions that Python and Swift Crypto both have.
    public enum SignatureScheme: String, Sendable, CaseIterable {
        /// MD5, broken for documents but not known to be for HMAC; some launchers are set to it.
        case md5 = "hmac-md5"
        /// SHA-1, of which the same holds.
        case sha1 = "hmac-sha1"
        /// SHA-256, the default.
        case sha256 = "hmac-sha256"
        /// SHA-384.
        case sha384 = "hmac-sha384"
        /// SHA-512.
        case sha512 = "hmac-sha512"
    }

    /// The five sockets of a kernel.
    public enum Channel: String, Sendable, CaseIterable {
        /// Requests about code.
        case shell
        /// Requests that can't wait: interrupt, shutdown.
        case control
        /// Questions to the user.
        case stdin
        /// Everything shown.
        case iopub
        /// The echo that proves life.
        case heartbeat = "hb"

        /// The member that holds its port.
        var portField: String { "\(rawValue)_port" }
    }

    /// How endpoints are reached.
    public var transport: Transport
    /// The address to listen at, or the stem of the sockets' paths.
    public var ip: String
    /// The port of each channel; 0, or none, where the kernel is to take one itself.
    var ports: [Channel: Int] = [:]
    /// The key of all signatures; empty: nothing is signed.
    public var key: [UInt8]
    /// How messages are signed.
    public var scheme: SignatureScheme
    /// The server's secret CurveZMQ key in Z85; nil: nothing is encrypted.
    public var curveSecretKey: String?

    /// The port of a channel; 0 while it is open.
    public func port(of channel: Channel) -> Int { ports[channel] ?? 0 }

    /// Where libzmq is to listen for a channel; `*` stands for an open port.
    public func endpoint(of channel: Channel) -> String {
        let port = port(of: channel)
        return Self.endpoint(transport, ip, port > 0 ? String(port) : "*")
    }

    /// An address as libzmq takes it: IPv6 in brackets, and no name where it wants to listen.
    private static func host(_ ip: String) -> String {
        if ip == "localhost" { return "127.0.0.1" }
        return ip.contains(":") && !ip.hasPrefix("[") ? "[\(ip)]" : ip
    }

    static func endpoint(_ transport: Transport, _ ip: String, _ port: String) -> String {
        switch transport {
        case .tcp: "tcp://\(host(ip)):\(port)"
        case .ipc: "ipc://\(ip)-\(port)"
        }
    }
}
