import Foundation
import Session
import TextModels

/// The Jupyters found, the Loupe kernels that each of them sees, and whether those start this program.
struct JupyterCheck {
    let home: Home
    let python: String?

    /// What `jupyter kernelspec list --json` prints.
    private struct Listing: Decodable {
        struct Entry: Decodable {
            let folder: String
            enum CodingKeys: String, CodingKey { case folder = "resource_dir" }
        }
        let kernelspecs: [String: Entry]
    }

    func findings() -> [Finding] {
        guard !programs.isEmpty else {
            return [
                .problem(
                    "Jupyter", "none on the PATH",
                    cure: "install JupyterLab (pip install jupyterlab), activate its environment, "
                        + "or name it with --python")
            ]
        }
        var (results, seen): ([Finding], [String]) = ([], [])
        for program in programs {
            guard let kernels = kernels(of: program) else {
                results.append(
                    .problem(
                        "Jupyter", "\(program) can't list its kernels",
                        cure: "see what \(program) kernelspec list says; install it anew"))
                continue
            }
            results.append(sight(of: program, kernels))
            for kernel in kernels where !seen.contains(kernel.folder) {
                seen.append(kernel.folder)
                results.append(check(kernel.name, kernel.folder, kernel.spec))
            }
        }
        return results
    }

    /// The `jupyter` of the Python named, of the PATH and of the home.
    private var programs: [String] {
        let beside = python.map { ($0 as NSString).deletingLastPathComponent + "/jupyter" }
        let candidates = [beside, Tool.find("jupyter"), home.path + "/jupyter/bin/jupyter"].compactMap(\.self)
        var found: [String] = []
        for candidate in candidates
        where FileManager.default.isExecutableFile(atPath: candidate) && !found.contains(candidate) {
            found.append(candidate)
        }
        return found
    }

    private func kernels(of program: String) -> [(name: String, folder: String, spec: Kernelspec)]? {
        guard let result = Tool.run(program, ["kernelspec", "list", "--json"]), result.status == 0,
            let listing = try? JSONDecoder().decode(Listing.self, from: Data(result.output.utf8))
        else { return nil }
        return listing.kernelspecs.sorted { $0.key < $1.key }.compactMap { name, entry in
            guard let spec = Kernelspec(folder: entry.folder), spec.isLoupe else { return nil }
            return (name, entry.folder, spec)
        }
    }

    private func sight(
        of program: String, _ kernels: [(name: String, folder: String, spec: Kernelspec)]
    ) -> Finding {
        guard !kernels.isEmpty else {
            let python = (program as NSString).deletingLastPathComponent + "/python"
            return .problem(
                "Jupyter", "\(program) sees no Loupe",
                cure: "\(Program.path) install --sys-prefix --python \(python)")
        }
        return .good("Jupyter", "\(program) sees \(kernels.map(\.name).joined(separator: ", "))")
    }

    private func check(_ name: String, _ folder: String, _ spec: Kernelspec) -> Finding {
        let program = spec.argv.first ?? ""
        let cure =
            "\(Program.path) install --name \(name), in the same place as before (--user, --sys-prefix, --prefix)"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            return .problem("kernel", "\(folder) starts \(program), which is not there", cure: cure)
        }
        guard program != Program.path else { return .good("kernel", "\(folder) starts this program") }
        let version = Tool.run(program, ["--version"])?.output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard version == Version.text else {
            return .problem(
                "kernel", "\(folder) starts \(program), version \(version ?? "unknown"), not \(Version.text)",
                cure: cure)
        }
        return .good("kernel", "\(folder) starts \(program), the same version")
    }
}
