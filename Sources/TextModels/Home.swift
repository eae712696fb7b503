internal import FoundationEssentials

/// Where Loupe keeps encoders, data and caches: `LOUPE_HOME`, else `~/.local/share/loupe`.
///
/// A class can share one read-only home: nothing but the cache and the history is ever written there; a cache that
/// can't be written is done without, and the history then has its place in the user's own folder.
public struct Home: Sendable, Equatable {
    /// The folder's path.
    public let path: String

    /// A home at a given path.
    public init(path: String) { self.path = path }

    /// The home that the environment names.
    public static var current: Home {
        let path = ProcessInfo.processInfo.environment["LOUPE_HOME"] ?? ""
        return path.isEmpty ? own : Home(path: path)
    }

    /// The home in the user's own folder.
    private static var own: Home {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = environment["HOME"] ?? "/tmp"
        return Home(path: (data ?? user + "/.local/share") + "/loupe")
    }

    /// Where the history of cells can be kept, the best place first.
    ///
    /// The second is for a shared home, where the user may write nothing or the file is another user's.
    public var histories: [String] {
        [self, Self.own].map { $0.path + "/history.sqlite" }
    }

    /// The user's own folder.
    var user: String { ProcessInfo.processInfo.environment["HOME"] ?? "" }
    /// The folder of encoder folders.
    public var models: String { path + "/models" }
    /// The folder of fetched data sets.
    public var data: String { path + "/data" }
    /// The folder of embedding caches.
    public var cache: String { path + "/cache" }
}
