import FoundationEssentials
import Glibc
import TextModels

/// Where kernels keep what outlives them: one folder a kernel, readable by its user only.
enum StateFolder {
    /// The folder of all kernels of this user: in the home when it is the user's own, else in the user's state folder.
    ///
    /// Returns nil when neither can be written: kernels then do without.
    static func find(in home: Home) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = state ?? environment["HOME"].map { $0 + "/.local/state" }
        let candidates = [isOwn(home.path) ? home.path : nil, user.map { $0 + "/loupe" }]
        return candidates.compactMap(\.self).map { $0 + "/kernels" }.first(where: make)
    }

    /// Makes a folder that only its user can enter; whether it is there and can be written.
    static func make(_ path: String) -> Bool {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { return false }
        return access(path, W_OK | X_OK) == 0
    }

    /// A class may share a home: what belongs to one of its users doesn't go there.
    private static func isOwn(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) != 0 || facts.st_uid == geteuid()
    }
}
