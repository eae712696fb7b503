internal import FoundationEssentials
internal import Glibc

/// Why the system refused something, in its own words.
public enum SystemReason {
    /// The words for an error that Foundation threw.
    public static func of(_ error: any Error) -> String {
        let posix = (error as? POSIXError) ?? ((error as? CocoaError)?.underlying as? POSIXError)
        if let posix { return String(cString: strerror(posix.code.rawValue)) }
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile?, .fileReadNoSuchFile?: return "no such file or folder"
        case .fileReadNoPermission?, .fileWriteNoPermission?: return "permission denied"
        case .fileWriteOutOfSpace?: return "no space left"
        default: return "the system refused it"
        }
    }
}
