import FoundationEssentials
import Language
import TextModels

/// Finds the files that a notebook names: beside the notebook first, then among the fetched data.
struct Files: Sendable {
    /// Where relative paths start; nil for the process's own folder.
    let folder: String?
    /// The home with the fetched data.
    let home: Home

    /// The path to read for a path as written.
    func reading(_ path: String) -> String {
        let local = writing(path)
        if path.hasPrefix("/") || FileManager.default.fileExists(atPath: local) { return local }
        let fetched = home.data + "/" + path
        return FileManager.default.fileExists(atPath: fetched) ? fetched : local
    }

    /// The path to write for a path as written.
    func writing(_ path: String) -> String {
        if path.hasPrefix("~/"), let user = ProcessInfo.processInfo.environment["HOME"] {
            return user + path.dropFirst(1)
        }
        guard !path.hasPrefix("/"), let folder else { return path }
        return folder + "/" + path
    }

    /// Whether a path leads to a folder.
    static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    /// Whether there is something to read.
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: reading(path)) }

    /// The entries of a folder and of the fetched data that begin like `prefix`, folders with a slash at the end.
    func completions(of prefix: String) -> [String] {
        let cut = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
        let (folder, start) = (String(prefix[..<cut]), prefix[cut...])
        var found: [String] = []
        for base in [
            writing(folder.isEmpty ? "." : folder), folder.isEmpty ? home.data : home.data + "/" + folder,
        ] {
            for name in entries(of: base)
            where name.hasPrefix(start) && (!name.hasPrefix(".") || start.hasPrefix(".")) {
                var isDirectory = false
                _ = FileManager.default.fileExists(atPath: base + "/" + name, isDirectory: &isDirectory)
                let entry = folder + name + (isDirectory ? "/" : "")
                if !found.contains(entry) { found.append(entry) }
            }
        }
        return found
    }

    /// The entries that fit a place, files before folders: those that end in one of `endings`, any file when it is nil.
    func completions(of prefix: String, endings: [String]?) -> [String] {
        let entries = completions(of: prefix)
        let fitting = entries.filter { entry in
            guard let endings else { return !entry.hasSuffix("/") }
            return endings.contains { entry.lowercased().hasSuffix("." + $0) }
        }
        return fitting + entries.filter { $0.hasSuffix("/") }
    }

    /// The file that was most likely meant by a path that doesn't exist; none when nothing is much alike.
    func neighbours(of path: String) -> [String] {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let files = completions(of: String(path[..<cut])).filter { !$0.hasSuffix("/") }
        return EditDistance.nearest(path, among: files).map { [$0] } ?? []
    }

    private func entries(of folder: String) -> [String] {
        // A folder that can't be listed has nothing to offer.
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
