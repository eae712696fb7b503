import Foundation
import Session

/// A shared library that this program needs.
struct SharedLibrary: Equatable {
    /// The file's path as the loader found it.
    let path: String

    /// The name that programs ask for, such as `libzmq.so.5`.
    var name: String { (path as NSString).lastPathComponent }

    /// The C library and what belongs to it, and the libraries of the compiler that every system has.
    var isOfTheSystem: Bool {
        let stem = name.prefix { $0 != "." && $0 != "-" }
        return [
            "libc", "libm", "libdl", "librt", "libpthread", "libresolv", "ld", "libstdc++", "libgcc_s",
            "linux",
        ].contains { $0 == stem }
    }

    /// All libraries of this program, in the order of the loader, which is asked to list them instead of starting it.
    static let loaded: [SharedLibrary] = {
        let listing = Tool.run(Program.path, [], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])?.output ?? ""
        // Lines are such as `libzmq.so.5 => /lib/x86_64-linux-gnu/libzmq.so.5 (0x00007f…)`.
        return listing.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let arrow = words.firstIndex(of: "=>"), words.indices.contains(arrow + 1),
                words[arrow + 1].hasPrefix("/")
            else { return nil }
            return SharedLibrary(path: String(words[arrow + 1]))
        }
    }()

    /// The one whose name begins like this.
    static func loaded(_ prefix: String) -> SharedLibrary? { loaded.first { $0.name.hasPrefix(prefix) } }
}
