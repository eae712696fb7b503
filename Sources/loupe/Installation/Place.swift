import ArgumentParser
import Foundation
import TextModels

/// Where a kernel goes: the options that `install` and `uninstall` share.
struct PlaceOptions: ParsableArguments {
    @Flag(help: "For you alone; this is the default.")
    var user = false

    @Flag(
        help: "Into the Python environment itself (--python, the active one, or that of the Jupyter found).")
    var sysPrefix = false

    @Option(help: ArgumentHelp("Into this folder's share/jupyter.", valueName: "folder"))
    var prefix: String?

    @Option(help: ArgumentHelp("The Python whose Jupyter is to know Loupe.", valueName: "path"))
    var python: String?

    @Option(help: "The kernel's name: what --kernel and notebooks call it.")
    var name = "loupe"

    /// Finds the place.
    func place() throws(InstallationProblem) -> Place {
        guard KernelName.isGood(name) else { throw .badName(name) }
        guard [user, sysPrefix, prefix != nil].filter(\.self).count < 2 else { throw .twoPlaces }
        if let prefix {
            let folder = URL(fileURLWithPath: (prefix as NSString).expandingTildeInPath).path
            guard Folder.exists(folder) else { throw .noPrefix(folder) }
            return Place(
                data: folder + "/share/jupyter", python: try named() ?? PythonEnvironment.of(prefix: folder))
        }
        let home = Home.current
        if sysPrefix {
            guard let found = try named() ?? PythonEnvironment.find(jupyter: false, home: home) else {
                throw .noPython(nil)
            }
            return Place(data: found.prefix + "/share/jupyter", python: found)
        }
        let found = try named() ?? PythonEnvironment.find(jupyter: true, home: home)
        return Place(data: found?.data ?? Place.userData, python: found)
    }

    private func named() throws(InstallationProblem) -> PythonEnvironment? {
        guard let python else { return nil }
        guard let found = PythonEnvironment(program: python) else { throw .noPython(python) }
        return found
    }
}

/// A folder of Jupyter's data, and the Python that goes with it.
struct Place {
    /// The folder that has `kernels` and `labextensions`.
    let data: String
    /// The Python that gets the modules, if any.
    let python: PythonEnvironment?

    /// Jupyter's folder of the user's data, where no Jupyter could be asked.
    static var userData: String {
        Environment["JUPYTER_DATA_DIR"]
            ?? (Environment["XDG_DATA_HOME"] ?? Environment.user + "/.local/share") + "/jupyter"
    }

    var labExtension: String { data + "/labextensions/loupe-highlighting" }

    func kernel(_ name: String) -> String { data + "/kernels/" + name }

    /// The folders of Loupe's kernels here.
    var loupeKernels: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: data + "/kernels")) ?? []
        return names.sorted().map(kernel).filter { Kernelspec(folder: $0)?.isLoupe == true }
    }
}

extension PythonEnvironment {
    /// The Python of an environment's folder, if it has one.
    static func of(prefix: String) -> PythonEnvironment? {
        let program = prefix + "/bin/python3"
        return FileManager.default.isExecutableFile(atPath: program)
            ? PythonEnvironment(program: program) : nil
    }
}
