internal import Glibc

/// A launcher that waits to hear where its kernel listens (JEP 66), which rules out races for ports.
public struct Registration: Sendable, Equatable {
    /// How long the launcher may take to acknowledge, in milliseconds.
    static let patience = 5000
    /// What a launcher answers.
    static let acknowledgement = Array("ACK".utf8)

    /// The launcher's name for the kernel.
    public let kernelID: String
    /// Where the launcher listens.
    let endpoint: String
    /// How the kernel is to be reached: its ports are open.
    let connection: ConnectionFile
    /// Where the kernel writes its connection file, beside the launcher's; nil for nowhere.
    public let connectionPath: String?

    /// Reads the contents of the registration file at `path`.
    ///
    /// Without an `ip` of its own the kernel listens at the launcher's address.
    init(json: JSON, path: String) throws(WireError) {
        kernelID = try ConnectionFile.text(json, "kernel_id")
        let host = try ConnectionFile.text(json, "registration_ip")
        let port = try ConnectionFile.port(json, "registration_port")
        connection = try ConnectionFile(json: json, ip: json["ip"]?.string ?? host)
        endpoint = ConnectionFile.endpoint(connection.transport, host, String(port))
        connectionPath = Self.connectionPath(beside: path, for: kernelID)
    }

    /// `kernel-ID.json`, the name under which consoles look for kernels; never the registration file itself.
    private static func connectionPath(beside path: String, for id: String) -> String? {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        guard !id.contains("/"), !id.contains("\0"), id.utf8.count <= 100 else { return nil }
        let own = folder + "kernel-\(id).json"
        return own == path ? folder + "kernel-\(id)-ports.json" : String(own)
    }

    /// Tells the launcher the ports, and waits until it has acknowledged them.
    ///
    /// False if the process that launched the kernel is gone.
    func announce(
        _ ports: ConnectionFile, _ context: Context, _ parent: ParentWatch?
    ) throws(WireError) -> Bool {
        let socket = try Socket(context, dealerTo: endpoint)
        let signer = Signer(key: connection.key, scheme: connection.scheme)
        let content = content(ports)
        socket.send([Message.delimiter, HexDigits.encode(signer.code(of: [content])), content])
        let deadline = Clock.milliseconds() + Self.patience
        while true {
            let rest = deadline - Clock.milliseconds()
            guard rest > 0 else { throw .notAcknowledged(endpoint: endpoint, .silence) }
            if parent?.isGone == true { return false }
            guard socket.wait(milliseconds: min(rest, ParentWatch.interval)), let answer = socket.receive()
            else { continue }
            if let fault = Self.fault(in: answer, signer) {
                throw .notAcknowledged(endpoint: endpoint, fault)
            }
            return true
        }
    }

    private func content(_ ports: ConnectionFile) -> [UInt8] {
        let members = ConnectionFile.Channel.allCases.map {
            JSON.Member($0.portField, .string(String(ports.port(of: $0))))
        }
        return JSON.object([JSON.Member("kernel_id", .string(kernelID))] + members).serialized
    }

    /// What is wrong with the frames of an answer; nil if they acknowledge.
    static func fault(in frames: [[UInt8]], _ signer: Signer) -> RegistrationFault? {
        guard let delimiter = frames.firstIndex(of: Message.delimiter), frames.count == delimiter + 3 else {
            return .otherFrames(frames.count)
        }
        let content = frames[delimiter + 2]
        let code = signer.isSigning ? HexDigits.decode(frames[delimiter + 1]) : []
        guard let code, signer.accepts(code, of: [content]) else { return .wrongSignature }
        return content == acknowledgement ? nil : .otherContent
    }
}

/// Why a launcher's answer is no acknowledgement.
public enum RegistrationFault: Sendable, Equatable {
    /// None came in time.
    case silence
    /// So many frames came, which are not delimiter, signature and content.
    case otherFrames(Int)
    /// It was signed with another key or scheme.
    case wrongSignature
    /// It says something else.
    case otherContent
}
