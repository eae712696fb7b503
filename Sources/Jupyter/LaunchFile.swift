/// What a launcher hands to a kernel: the ports to take, or whom to tell the ports that it took.
///
/// The file's members decide which it is, not the version of the protocol: on that the proposal (JEP 66, "5.5") and the
/// documentation ("5.6") disagree.
public enum LaunchFile: Sendable, Equatable {
    /// The kernel listens where it is told.
    case connection(ConnectionFile)
    /// The kernel chooses and reports where it listens.
    case registration(Registration)

    /// Reads the file at `path`, as a launcher wrote it.
    public init(path: String) throws(WireError) {
        try self.init(contents: readFile(path), path: path)
    }

    init(contents: [UInt8], path: String) throws(WireError) {
        let json = try ConnectionFile.object(contents)
        if json["registration_port"] != nil || json["registration_ip"] != nil {
            self = .registration(try Registration(json: json, path: path))
        } else {
            self = .connection(try ConnectionFile(json: json))
        }
    }
}
