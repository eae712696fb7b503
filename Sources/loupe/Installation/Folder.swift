import Foundation
import FrontEnds

/// Writes and takes away folders, each as a whole.
enum Folder {
    static func exists(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Fills a new folder beside the old one, then puts it in the old one's place.
    static func write(_ files: [(path: String, bytes: [UInt8])], to path: String) throws(InstallationProblem)
    {
        let fresh = path + ".new"
        try remove(fresh)
        for file in files { try write(file.bytes, to: fresh + "/" + file.path) }
        try remove(path)
        try carryingOut(path) { try FileManager.default.moveItem(atPath: fresh, toPath: path) }
    }

    /// Writes one file and the folders above it.
    static func write(_ bytes: [UInt8], to path: String) throws(InstallationProblem) {
        try carryingOut(path) {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        }
    }

    /// Takes a file or folder away; true when there was one.
    @discardableResult
    static func remove(_ path: String) throws(InstallationProblem) -> Bool {
        // Only the link itself is looked at: one that leads nowhere goes too.
        guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return false }
        try carryingOut(path) { try FileManager.default.removeItem(atPath: path) }
        return true
    }

    private static func carryingOut(_ path: String, _ body: () throws -> Void) throws(InstallationProblem) {
        do { try body() } catch {
            let reason =
                switch (error as? CocoaError)?.code {
                case .fileWriteNoPermission: "you have no permission"
                case .fileWriteOutOfSpace: "the disk is full"
                case .fileWriteVolumeReadOnly: "the file system is read-only"
                default: error.localizedDescription
                }
            throw .file(path: path, reason: reason)
        }
    }
}

extension [FrontEnds.File] {
    /// As a folder is written.
    var contents: [(path: String, bytes: [UInt8])] { map { ($0.path, $0.bytes) } }
}
