/// Why an installation stops, and what to do about it.
enum InstallationProblem: Error, CustomStringConvertible {
    /// A kernel's name has letters that Jupyter doesn't take.
    case badName(String)
    /// The folder belongs to another program's kernel.
    case otherKernel(name: String, folder: String, title: String)
    /// What is to be taken away is another program's kernel.
    case notLoupe(name: String, folder: String, title: String)
    /// A place for everyone, a prefix and a Python can't all be meant.
    case twoPlaces
    /// There is no such folder.
    case noPrefix(String)
    /// No Python was found, or the one that was named doesn't run.
    case noPython(String?)
    /// A file can't be written or taken away.
    case file(path: String, reason: String)

    /// 2 for what was typed wrongly, 1 for the rest.
    var status: Int32 {
        switch self {
        case .badName, .twoPlaces: 2
        default: 1
        }
    }

    var description: String {
        switch self {
        case .badName(let name):
            "\(name.debugDescription) can't name a kernel: Jupyter takes a–z, 0–9, dots, dashes and underscores.\n"
                + "Try --name \(Self.suggestion(for: name)); --display-name takes any words."
        case .otherKernel(let name, let folder, let title):
            "\(folder) holds another program's kernel, \(title.debugDescription).\n"
                + "Choose another name with --name, or put Loupe in its place with --replace"
                + " (or take it away first: jupyter kernelspec remove \(name))."
        case .notLoupe(let name, let folder, let title):
            "\(folder) is another program's kernel, \(title.debugDescription): it stays.\n"
                + "If you mean it: jupyter kernelspec remove \(name)."
        case .twoPlaces: "--user, --sys-prefix and --prefix exclude each other: give one of them."
        case .noPrefix(let path):
            "There is no folder \(path).\nMake it first, or give --prefix the folder of a Python environment."
        case .noPython(let path?):
            "\(path) is no Python that runs.\nGive --python the path of one, such as an environment's bin/python."
        case .noPython(nil):
            "No Python was found.\nGive --python the path of one, such as an environment's bin/python; "
                + "--user needs none."
        case .file(let path, let reason):
            "\(path) can't be written: \(reason).\n"
                + "--user installs for you alone, --prefix FOLDER in a folder of your own; "
                + "a folder of the system's needs root's rights."
        }
    }

    /// The nearest name that Jupyter takes.
    private static func suggestion(for name: String) -> String {
        let kept = name.lowercased().unicodeScalars.map { KernelName.takes($0) ? Character($0) : "-" }
        let plain = String(kept).split(separator: "-").joined(separator: "-")
        return plain.isEmpty ? "loupe" : plain
    }
}

/// The names that Jupyter takes for kernels.
enum KernelName {
    static func takes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", ".", "-", "_": true
        default: false
        }
    }

    static func isGood(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy(takes) && !name.hasPrefix(".")
    }
}
