internal import FoundationEssentials

/// Where Loupe keeps encoders, data and caches: `LOUPE_HOME`, else `~/.local/share/loupe`.
///
/// A class can share one read-only home: nothing but the cache is ever written there, and a cache that can't be
/// written is done without.
public struct Home: Sendable, Equatable {
    /// The folder's path.
    public let path: String

    /// A home at a given path.
    public init(path: String) { self.path = path }

    /// The home that the environment names.
    public static var current: Home {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["LOUPE_HOME"], !path.isEmpty { return Home(path: path) }
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = environment["HOME"] ?? "/tmp"
        return Home(path: (data ?? user + "/.local/share") + "/loupe")
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
