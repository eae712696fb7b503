import Foundation
import Session

/// The package that a shared library came from, as dpkg knows it.
struct LibrarySource {
    /// The package's name.
    let package: String?
    /// Its version.
    let version: String?
    /// The file with its terms.
    let copyright: String?

    init(of library: SharedLibrary) {
        let real = URL(fileURLWithPath: library.path).resolvingSymlinksInPath().path
        // Where /lib is a link to /usr/lib, packages may list either.
        let names = [real, real.hasPrefix("/usr/lib") ? String(real.dropFirst(4)) : "/usr" + real]
        let owner = names.lazy.compactMap { Self.ask(["-S", $0]) }.first
        package = owner.map { String($0.prefix { $0 != ":" }) }
        version = package.flatMap { Self.ask(["-W", "-f", "${Version}\n", $0]) }
        let terms = package.map { "/usr/share/doc/\($0)/copyright" }
        copyright = terms.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }

    /// The first line of what dpkg-query answers.
    private static func ask(_ arguments: [String]) -> String? {
        guard let program = Tool.find("dpkg-query"), let result = Tool.run(program, arguments),
            result.status == 0
        else { return nil }
        return result.output.split(separator: "\n").first.map(String.init)
    }
}
