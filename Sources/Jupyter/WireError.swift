/// Why a kernel can't serve.
public enum WireError: Error, Sendable, Equatable {
    /// The connection file can't be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The connection file lacks `field` or has a value there that can't be used.
    case badConnection(field: String)
    /// Nothing can listen at `endpoint`, which was meant for `channel`; `reason` is the system's.
    case cannotBind(channel: String, endpoint: String, reason: String)
    /// libzmq refused `operation`.
    case socket(operation: String, reason: String)

    /// The status to exit with: sysexits' `EX_NOINPUT`, `EX_CONFIG`, `EX_TEMPFAIL` (other ports may do) or
    /// `EX_OSERR`.
    public var exitStatus: Int32 {
        switch self {
        case .unreadable: 66
        case .badConnection: 78
        case .cannotBind: 75
        case .socket: 71
        }
    }
}
