import Foundation
import FrontEnds
import Session
import TextModels

/// Why there is no bundle.
enum BundleProblem: Error, CustomStringConvertible {
    case notFetched(name: String, files: [String], home: String)
    case noFile(String)
    case failed(path: String, reason: String)

    var description: String {
        switch self {
        case .notFetched(let name, let files, let home):
            "\(name) is not whole in \(home): \(files.prefix(3).joined(separator: ", "))"
                + (files.count > 3 ? " and \(files.count - 3) more" : "")
                + ".\nFetch it with: loupe fetch \(name), or leave it out with --include"
        case .noFile(let path): "There is no \(path) to bring along."
        case .failed(let path, let reason): "\(path) can't be written: \(reason)"
        }
    }
}

/// The folder that becomes an archive; big files stand in it as links until they are packed.
struct BundleTree {
    /// The folder of temporary files that the tree is in.
    let folder: String
    /// The name of the tree, which is the archive's only folder.
    let name: String

    private var root: String { folder + "/" + name }

    /// The program, how to install it, and the licences of what it was linked with.
    func addProgram() throws(BundleProblem) {
        try link(Program.path, as: "bin/loupe")
        try write(filled(FrontEnds.bundleInstaller), to: "install")
        try write(filled(FrontEnds.bundleReadme), to: "README.txt")
        try write(FrontEnds.bundleLicences, to: "licences/README.txt")
        try write(FrontEnds.catalogue, to: "licences/catalogue.json")
        let apache = "/usr/share/common-licenses/Apache-2.0"
        if FileManager.default.fileExists(atPath: apache) { try link(apache, as: "licences/Apache-2.0.txt") }
        try make("models")
    }

    /// Shared libraries, and the terms they come under.
    func add(_ libraries: [SharedLibrary]) throws(BundleProblem) {
        var sources = ""
        for library in libraries {
            try link(library.path, as: "lib/" + library.name)
            let source = LibrarySource(of: library)
            sources += "\(library.name)\t\(source.package ?? "of unknown origin")\t\(source.version ?? "")\n"
            guard let package = source.package, let terms = source.copyright else { continue }
            try link(terms, as: "licences/\(package)/copyright")
        }
        try write(Array(sources.utf8), to: "licences/sources.txt")
    }

    /// An encoder or data set of the catalogue, each file checked.
    func addPackage(_ name: String, home: Home) throws(BundleProblem) {
        guard let entry = FetchedPackage.catalogue[name] else { return }
        let (missing, wrong) = entry.faults(below: home.path)
        guard missing.isEmpty, wrong.isEmpty else {
            throw .notFetched(name: name, files: missing + wrong, home: home.path)
        }
        for file in entry.installed.keys {
            try link("\(home.path)/\(entry.target)/\(file)", as: "\(entry.target)/\(file)")
        }
    }

    /// A file or folder of the user's.
    func addFile(_ path: String) throws(BundleProblem) {
        let full = URL(fileURLWithPath: path).path
        guard FileManager.default.fileExists(atPath: full) else { throw .noFile(path) }
        try link(full, as: "extra/" + (full as NSString).lastPathComponent)
    }

    /// Packs the tree; the archive appears when it is whole.
    func pack(to file: String) throws(BundleProblem) {
        let part = file + ".part"
        let arguments = [
            "--create", "--gzip", "--dereference", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
            "--mode=u+rw,go+r,go-w,a+X", "--file", part, "--directory", folder, name,
        ]
        guard let tar = Tool.find("tar"), let result = Tool.run(tar, arguments) else {
            throw .failed(path: file, reason: "there is no tar")
        }
        guard result.status == 0, rename(part, file) == 0 else {
            unlink(part)
            throw .failed(
                path: file, reason: result.complaint.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    // MARK: The system

    /// What this program was linked on, and so what it needs at least.
    static let system: (name: String, glibc: String, machine: String) = {
        let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let line =
            release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") } ?? "PRETTY_NAME=Linux"
        let name = line.drop { $0 != "=" }.dropFirst().filter { $0 != "\"" }
        var machine = utsname()
        uname(&machine)
        let kind = withUnsafeBytes(of: machine.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        var library = [CChar](repeating: 0, count: 64)
        confstr(Int32(_CS_GNU_LIBC_VERSION), &library, library.count - 1)
        let version = String(decoding: library.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        return (String(name), version.replacingOccurrences(of: "glibc ", with: ""), kind)
    }()

    private func filled(_ template: [UInt8]) -> [UInt8] {
        let words = [
            "@VERSION@": Version.text, "@SYSTEM@": Self.system.name, "@GLIBC@": Self.system.glibc,
            "@MACHINE@": Self.system.machine,
        ]
        let text = words.reduce(String(decoding: template, as: UTF8.self)) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
        return Array(text.utf8)
    }

    // MARK: Files

    private func link(_ target: String, as path: String) throws(BundleProblem) {
        try make((path as NSString).deletingLastPathComponent)
        let link = root + "/" + path
        // The same terms serve several libraries of one package.
        guard !FileManager.default.fileExists(atPath: link) else { return }
        guard symlink(target, link) == 0 else {
            throw .failed(path: link, reason: String(cString: strerror(errno)))
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(BundleProblem) {
        try make((path as NSString).deletingLastPathComponent)
        do { try Data(bytes).write(to: URL(fileURLWithPath: root + "/" + path)) } catch {
            throw .failed(path: root + "/" + path, reason: "\(error)")
        }
    }

    private func make(_ path: String) throws(BundleProblem) {
        do {
            try FileManager.default.createDirectory(
                atPath: root + "/" + path, withIntermediateDirectories: true)
        } catch { throw .failed(path: root + "/" + path, reason: "\(error)") }
    }
}
