import ArgumentParser
import Foundation
import FrontEnds
import TextModels

/// `loupe install`: makes Loupe known to Jupyter.
struct InstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Make this Loupe known to Jupyter.",
        discussion: "Exit codes: 0 installed, 1 it could not be, 2 wrong use.")

    @OptionGroup var options: PlaceOptions

    @Option(help: "The words that launchers and menus show.")
    var displayName = "Loupe"

    @Option(
        help: ArgumentHelp(
            "The LOUPE_HOME of this kernel, for one that it can't find itself.", valueName: "folder"))
    var home: String?

    @Flag(help: "Take the place of another program's kernel of the same name.")
    var replace = false

    func run() throws {
        try Installation.reporting { () throws(InstallationProblem) in
            let place = try options.place()
            let folder = place.kernel(options.name)
            if !replace { try refuseOthers(in: folder) }
            let home = self.home.map { Home(path: URL(fileURLWithPath: $0).path) } ?? .current
            let named = self.home == nil ? Program.homeToName(home) : home.path
            let spec = Kernelspec(program: Program.path, displayName: displayName, home: named)
            try Folder.write(spec.files, to: folder)
            Installation.say("kernel", folder)
            Installation.say("", "starts \(Program.path)" + (named.map { ", LOUPE_HOME \($0)" } ?? ""))
            try Folder.write(FrontEnds.labExtension.contents, to: place.labExtension)
            Installation.say("JupyterLab", "\(place.labExtension) (colours in cells and files)")
            installModules(place.python)
        }
    }

    private func refuseOthers(in folder: String) throws(InstallationProblem) {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let found = Kernelspec(folder: folder)
        guard found?.isLoupe != true else { return }
        throw .otherKernel(name: options.name, folder: folder, title: found?.displayName ?? "?")
    }

    /// The kernel works without them, so a Python that takes none is only mentioned.
    private func installModules(_ python: PythonEnvironment?) {
        let what = "colours in nbconvert and the console, parameters in papermill"
        guard let python else {
            return Installation.say("Python", "none found, so without \(what); --python names one")
        }
        do {
            try python.installModules()
            Installation.say("Python", "\(python.packages) (\(what))")
        } catch {
            Installation.say("Python", "left as it is, so without \(what): \(error)")
        }
    }
}

/// `loupe uninstall`: takes the kernel away again.
struct UninstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Take the kernel away again; the program, models and data stay.",
        discussion: "Exit codes: 0 it is gone, 1 it could not be taken away, 2 wrong use.")

    @OptionGroup var options: PlaceOptions

    func run() throws {
        try Installation.reporting { () throws(InstallationProblem) in
            let place = try options.place()
            let folder = place.kernel(options.name)
            if let found = Kernelspec(folder: folder), !found.isLoupe {
                throw .notLoupe(name: options.name, folder: folder, title: found.displayName)
            }
            var gone = try Folder.remove(folder) ? [folder] : []
            // What another Loupe of the same place still needs stays.
            if place.loupeKernels.isEmpty {
                if try Folder.remove(place.labExtension) { gone.append(place.labExtension) }
                if let python = place.python, try python.removeModules() {
                    gone.append(python.packages + "/loupe_…")
                }
            }
            for path in gone { Installation.say("removed", path) }
            if gone.isEmpty { Installation.say("", "no kernel \(options.name) in \(place.data)") }
        }
    }
}

/// How the commands of an installation speak and end.
enum Installation {
    static func say(_ word: String, _ text: String) {
        Terminal.print("   " + word + String(repeating: " ", count: max(0, 12 - word.count)) + text + "\n")
    }

    /// Ends the command with a problem's words and status, should there be one.
    static func reporting(_ body: () throws(InstallationProblem) -> Void) throws {
        do { try body() } catch {
            Terminal.complain("loupe: \(error)\n")
            throw ExitCode(error.status)
        }
    }
}
