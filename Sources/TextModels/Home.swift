internal import FoundationEssentials

/// Where Loupe keeps encoders, data and caches: `LOUPE_HOME`, else the folder it is installed in, else
/// `~/.local/share/loupe`.
///
/// A class can share one read-only home: nothing but the cache and the history is ever written there, and where that
/// can't be, they are in each user's own `~/.cache/loupe` and `~/.local/share/loupe`.
public struct Home: Sendable, Equatable {
    /// The folder's path.
    public let path: String

    /// A home at a given path.
    public init(path: String) { self.path = path }

    /// The home that `LOUPE_HOME` names, else the one found without it.
    public static var current: Home {
        variable("LOUPE_HOME").map(Home.init) ?? unnamed
    }

    /// The home found when none is named: the one that holds the running program in its `bin`, else the user's own.
    public static var unnamed: Home {
        around(program: "/proc/self/exe") ?? own
    }

    /// The home in the user's own folder.
    private static var own: Home {
        let data = variable("XDG_DATA_HOME") ?? (variable("HOME") ?? "/tmp") + "/.local/share"
        return Home(path: data + "/loupe")
    }

    /// The home whose `bin` holds a program: the folder above, if it has `models`.
    static func around(program link: String) -> Home? {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
            return nil
        }
        let parts = program.split(separator: "/")
        guard parts.count > 2, parts[parts.count - 2] == "bin" else { return nil }
        let folder = "/" + parts.dropLast(2).joined(separator: "/")
        var isFolder = false
        let exists = FileManager.default.fileExists(atPath: folder + "/models", isDirectory: &isFolder)
        return exists && isFolder ? Home(path: folder) : nil
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where the history of cells can be kept, the best place first.
    ///
    /// The second is for a shared home, where the user may write nothing or the file is another user's.
    public var histories: [String] {
        [self, Self.own].map { $0.path + "/history.sqlite" }
    }

    /// A path as people read it, with `~` for the user's own folder.
    public func shown(_ path: String) -> String {
        user.isEmpty || !path.hasPrefix(user + "/") ? path : "~" + path.dropFirst(user.count)
    }

    /// The user's own folder.
    var user: String { ProcessInfo.processInfo.environment["HOME"] ?? "" }
    /// The folder of encoder folders.
    public var models: String { path + "/models" }
    /// The folder of fetched data sets.
    public var data: String { path + "/data" }
    /// The folder of word lists.
    public var words: String { path + "/words" }
    /// The folder of tuned encoders, a folder a run: the user's own where the home is shared and can't be written.
    public var tuned: String {
        let isShared =
            FileManager.default.fileExists(atPath: path) && !FileManager.default.isWritableFile(atPath: path)
        return (isShared ? Self.own.path : path) + "/tuned"
    }
    /// The folder of embedding caches: the user's own where the home is shared and can't be written.
    public var cache: String {
        guard FileManager.default.fileExists(atPath: path), !FileManager.default.isWritableFile(atPath: path)
        else {
            return path + "/cache"
        }
        return (Self.variable("XDG_CACHE_HOME") ?? user + "/.cache") + "/loupe"
    }
}
