import FoundationEssentials

/// Which kernel a state folder belongs to: known again after a restart, and later by its notebook.
public struct KernelIdentity: Sendable, Equatable, Codable {
    /// The connection file's name without its ending, which front ends keep over a restart.
    public let key: String
    /// The notebook or console as the server names it; nil when it doesn't.
    public let notebook: String?
    /// The folder in which the kernel runs.
    public let folder: String

    /// States who a kernel is; `key` is cut to what a file name may hold.
    public init(key: String, notebook: String?, folder: String) {
        let letters = key.unicodeScalars.map { scalar -> Character in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
                ? Character(scalar) : "_"
        }
        self.key = letters.isEmpty ? "kernel" : String(letters.prefix(100))
        self.notebook = notebook.flatMap { $0.isEmpty ? nil : $0 }
        self.folder = folder
    }

    /// The kernel of a connection file in this process's surroundings: `JPY_SESSION_NAME` and the working folder.
    public init(connectionFile: String) {
        let name = connectionFile.split(separator: "/").last.map(String.init) ?? connectionFile
        self.init(
            key: name.hasSuffix(".json") ? String(name.dropLast(5)) : name,
            notebook: ProcessInfo.processInfo.environment["JPY_SESSION_NAME"],
            folder: FileManager.default.currentDirectoryPath)
    }

    /// Whether both kernels served the same notebook; those without a name are told apart by their folders.
    func isSameNotebook(as other: KernelIdentity) -> Bool {
        notebook == other.notebook && (notebook != nil || folder == other.folder)
    }
}
