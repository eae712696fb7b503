import ArgumentParser
import Foundation
import FrontEnds
import Tensors
import TextModels

/// `loupe bundle FILE.tar.gz`: one archive that installs without compiler or network.
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Pack this program and all it needs into one archive for a class.",
        discussion: "Exit codes: 0 packed, 1 it could not be, 2 wrong use.")

    @Argument(help: "The archive to write, a .tar.gz.")
    var file: String

    @Option(help: ArgumentHelp("An encoder or data set to bring along; repeatable.", valueName: "name"))
    var include = ["minilm", "amazon"]

    @Option(
        help: ArgumentHelp(
            "A file or folder of your own to bring along, such as notebooks.", valueName: "path"))
    var with: [String] = []

    func validate() throws {
        let known = FetchedPackage.catalogue.keys.sorted()
        for name in include where !known.contains(name) {
            throw ValidationError("\(name) is not in the catalogue; it has \(known.joined(separator: ", "))")
        }
        guard file.hasSuffix(".tar.gz") || file.hasSuffix(".tgz") else {
            throw ValidationError("the archive's name must end in .tar.gz")
        }
    }

    func run() throws {
        let staging = NSTemporaryDirectory() + "loupe-bundle-\(UUID().uuidString)"
        // What stays behind in the folder of temporary files does no harm.
        defer { try? FileManager.default.removeItem(atPath: staging) }
        do throws(BundleProblem) {
            let tree = BundleTree(folder: staging, name: "loupe-\(Version.text)")
            try tree.addProgram()
            let libraries = SharedLibrary.loaded.filter { !$0.isOfTheSystem }
            try tree.add(libraries)
            for name in include { try tree.addPackage(name, home: .current) }
            for path in with { try tree.addFile(path) }
            try tree.pack(to: file)
            report(libraries)
        } catch {
            Terminal.complain("loupe: \(error)\n")
            throw ExitCode(1)
        }
    }

    private func report(_ libraries: [SharedLibrary]) {
        let size = (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int ?? 0
        Terminal.print("   \(file), \(size / 1_000_000) MB\n")
        Terminal.print("   libraries   \(libraries.map(\.name).joined(separator: " "))\n")
        Terminal.print("   brought     \((include + with).joined(separator: ", "))\n")
        Terminal.print(
            "   needs       \(BundleTree.system.name) or a later one, glibc \(BundleTree.system.glibc)\n")
        if !BLAS.isOptimised {
            Terminal.print(
                "   this is the slow reference BLAS: apt-get install libopenblas0, then bundle again\n")
        }
        Terminal.print("   To install: tar xzf \(file) && sh loupe-\(Version.text)/install\n")
    }
}
