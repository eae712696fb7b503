import Foundation
import FrontEnds
import Session
import TextModels

/// A Python whose Jupyter is to know Loupe.
struct PythonEnvironment {
    /// What it says of itself.
    private struct Answer: Decodable {
        let prefix: String
        let packages: String
        let userPackages: String?
        let data: String?
        let version: String
    }

    /// The interpreter.
    let program: String
    /// The environment's folder.
    let prefix: String
    /// Where its packages are; the user's own when it is the system's Python and the user may not write there.
    let packages: String
    /// Jupyter's folder of the user's data, if this Python has Jupyter.
    let data: String?
    /// Such as `3.12`.
    let version: String

    /// Asks the Python at a path; nil when it doesn't run.
    init?(program: String) {
        guard let result = Tool.run(program, ["-c", Self.question]), result.status == 0,
            let answer = try? JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        else { return nil }
        self.program = program
        prefix = answer.prefix
        let isWritable = FileManager.default.isWritableFile(atPath: answer.packages)
        packages = isWritable ? answer.packages : answer.userPackages ?? answer.packages
        data = answer.data
        version = answer.version
    }

    private static let question = """
        import json, site, sys, sysconfig
        try:
            from jupyter_core.paths import jupyter_data_dir
            data = jupyter_data_dir()
        except Exception:
            data = None
        print(json.dumps({
            "prefix": sys.prefix, "packages": sysconfig.get_path("purelib"), "data": data,
            "userPackages": site.getusersitepackages() if site.ENABLE_USER_SITE else None,
            "version": "%d.%d" % sys.version_info[:2]}))
        """

    /// The first Python that runs, and has Jupyter if `jupyter` is asked for.
    ///
    /// The active environment's comes first, then that of the Jupyter on the PATH, that of the home, the system's.
    static func find(jupyter: Bool, home: Home) -> PythonEnvironment? {
        var candidates = ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap {
            Environment[$0].map { $0 + "/bin/python" }
        }
        candidates += ["jupyter-lab", "jupyter"].compactMap { Tool.find($0).flatMap(interpreter) }
        candidates += [home.path + "/jupyter/bin/python"] + ["python3"].compactMap(Tool.find)
        for candidate in candidates where FileManager.default.isExecutableFile(atPath: candidate) {
            if let found = PythonEnvironment(program: candidate), !jupyter || found.data != nil {
                return found
            }
        }
        return nil
    }

    /// The interpreter that a script's first line names.
    static func interpreter(ofScript path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        let head = String(decoding: file.readData(ofLength: 512), as: UTF8.self)
        guard head.hasPrefix("#!"), let line = head.split(separator: "\n").first else { return nil }
        let name = line.dropFirst(2).drop { $0 == " " }.prefix { $0 != " " }
        return name.contains("python") ? String(name) : nil
    }
}

extension PythonEnvironment {
    private static let name = "loupe_pygments"
    private var information: String { "\(packages)/\(Self.name)-\(Version.text).dist-info" }

    /// Puts the modules for Pygments and papermill where this Python finds them, as pip would.
    func installModules() throws(InstallationProblem) {
        try removeModules()
        let entries = """
            [pygments.lexers]
            loupe = loupe_pygments:LoupeLexer

            [papermill.engine]
            loupe = loupe_papermill:Engine

            """
        let metadata = "Metadata-Version: 2.1\nName: loupe-pygments\nVersion: \(Version.text)\n"
        let files =
            FrontEnds.modules.contents + [
                (information(file: "METADATA"), Array(metadata.utf8)),
                (information(file: "INSTALLER"), Array("loupe\n".utf8)),
                (information(file: "entry_points.txt"), Array(entries.utf8)),
            ]
        for file in files { try Folder.write(file.bytes, to: packages + "/" + file.path) }
        let record = (files.map(\.path) + [information(file: "RECORD")]).map { $0 + ",,\n" }.joined()
        try Folder.write(Array(record.utf8), to: information + "/RECORD")
    }

    /// Takes them away again; true when they were there.
    @discardableResult
    func removeModules() throws(InstallationProblem) -> Bool {
        var wasThere = false
        let installed = (try? FileManager.default.contentsOfDirectory(atPath: packages)) ?? []
        for entry in installed where entry.hasPrefix(Self.name + "-") && entry.hasSuffix(".dist-info") {
            wasThere = try Folder.remove(packages + "/" + entry) || wasThere
        }
        for module in [Self.name, "loupe_papermill.py"] {
            wasThere = try Folder.remove(packages + "/" + module) || wasThere
        }
        return wasThere
    }

    private func information(file: String) -> String { "\(Self.name)-\(Version.text).dist-info/\(file)" }
}
