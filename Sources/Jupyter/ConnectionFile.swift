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

    /// How messages are signed.
    public enum SignatureScheme: String, Sendable {
        /// HMAC with SHA-256.
        case sha256 = "hmac-sha256"
        /// HMAC with SHA-512.
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
    }

    /// How endpoints are reached.
    public var transport: Transport
    /// The address to listen at, or the stem of the sockets' paths.
    public var ip: String
    /// The port of each channel, in the order of `Channel.allCases`.
    private var ports: [Int]
    /// The key of all signatures; empty: nothing is signed.
    public var key: [UInt8]
    /// How messages are signed.
    public var scheme: SignatureScheme
    /// The server's secret CurveZMQ key in Z85; nil: nothing is encrypted.
    public var curveSecretKey: String?

    /// Reads the file at `path`, as a front end wrote it.
    public init(path: String) throws(WireError) { try self.init(contents: readFile(path)) }

    /// Reads the contents of a connection file.
    ///
    /// Ports may be numbers or strings.
    public init(contents: [UInt8]) throws(WireError) {
        let json: JSON
        do { json = try JSON(parsing: contents) } catch { throw .badConnection(field: "JSON") }
        guard json.isObject else { throw .badConnection(field: "JSON") }
        transport = try Self.choice(json, "transport", default: .tcp)
        scheme = try Self.choice(json, "signature_scheme", default: .sha256)
        guard let ip = json["ip"]?.string, !ip.isEmpty else { throw .badConnection(field: "ip") }
        self.ip = ip
        ports = []
        for channel in Channel.allCases { ports.append(try Self.port(json, "\(channel.rawValue)_port")) }
        guard let key = (json["key"] ?? "").string else { throw .badConnection(field: "key") }
        self.key = Array(key.utf8)
        if let secret = json["curve_secretkey"], secret != .null {
            guard let text = secret.string, text.utf8.count == 40 else {
                throw .badConnection(field: "curve_secretkey")
            }
            curveSecretKey = text
        }
    }

    /// The port of a channel.
    public func port(of channel: Channel) -> Int {
        zip(Channel.allCases, ports).first { $0.0 == channel }?.1 ?? 0
    }

    /// Where libzmq is to listen for a channel.
    public func endpoint(of channel: Channel) -> String {
        switch transport {
        case .tcp: "tcp://\(ip):\(port(of: channel))"
        case .ipc: "ipc://\(ip)-\(port(of: channel))"
        }
    }

    private static func choice<Choice: RawRepresentable<String>>(
        _ json: JSON, _ field: String, default choice: Choice
    ) throws(WireError) -> Choice {
        guard let value = json[field], value != "" else { return choice }
        guard let text = value.string, let choice = Choice(rawValue: text) else {
            throw .badConnection(field: field)
        }
        return choice
    }

    private static func port(_ json: JSON, _ field: String) throws(WireError) -> Int {
        let port = json[field]?.integer ?? json[field]?.string.flatMap { Int($0) }
        guard let port, (1...65535).contains(port) else { throw .badConnection(field: field) }
        return port
    }
}
