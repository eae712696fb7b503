/// Why a kernel can't serve.
public enum WireError: Error, Sendable, Equatable {
    /// The connection file can't be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The connection file lacks `field` or has a value there that can't be used.
    case badConnection(field: String)
    /// Messages were to be signed in a way that is none of `ConnectionFile.SignatureScheme`.
    case unknownScheme(String)
    /// Nothing can listen at `endpoint`, which was meant for `channel`; `reason` is the system's.
    case cannotBind(channel: String, endpoint: String, reason: String)
    /// The launcher at `endpoint` did not acknowledge the ports that it was told.
    case notAcknowledged(endpoint: String, RegistrationFault)
    /// libzmq refused `operation`.
    case socket(operation: String, reason: String)

    /// The status to exit with, as sysexits names them: `EX_NOINPUT`, `EX_CONFIG`, `EX_TEMPFAIL` (other ports may do),
    /// `EX_UNAVAILABLE` (the launcher is silent), `EX_PROTOCOL` (it answers something else) or `EX_OSERR`.
    public var exitStatus: Int32 {
        switch self {
        case .unreadable: 66
        case .badConnection, .unknownScheme: 78
        case .cannotBind: 75
        case .notAcknowledged(_, .silence): 69
        case .notAcknowledged: 76
        case .socket: 71
        }
    }
}
