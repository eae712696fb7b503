import Foundation
import FrontEnds

/// What `kernel.json` tells front ends.
struct Kernelspec: Codable, Equatable {
    /// What front ends start, with `{connection_file}` in place of the file's path.
    var argv: [String]
    /// The name that users see.
    var displayName: String
    /// The language's name.
    var language: String
    /// How a cell is stopped; absent in other kernels: by a signal.
    var interruptMode: String?
    /// The messaging protocol's version.
    var protocolVersion: String?
    /// What the kernel's environment holds beyond the front end's.
    var environment: [String: String]?
    /// What front ends look for beyond this.
    var metadata: Metadata?

    struct Metadata: Codable, Equatable {
        /// How connections can be encrypted.
        var encryption: [String]?

        enum CodingKeys: String, CodingKey { case encryption = "supported_encryption" }
    }

    enum CodingKeys: String, CodingKey {
        case argv, language, metadata
        case displayName = "display_name"
        case interruptMode = "interrupt_mode"
        case protocolVersion = "kernel_protocol_version"
        case environment = "env"
    }
}

extension Kernelspec {
    /// That of a Loupe at `program`; `home` only when the program wouldn't find its home by itself.
    init(program: String, displayName: String, home: String?) {
        argv = [program, "kernel", "--connection-file", "{connection_file}"]
        self.displayName = displayName
        language = "loupe"
        interruptMode = "message"
        protocolVersion = "5.6.0"
        environment = home.map { ["LOUPE_HOME": $0] } ?? [:]
        metadata = Metadata(encryption: ["curve"])
    }

    /// That of a kernel's folder; nil when there is none that can be read.
    init?(folder: String) {
        guard let data = FileManager.default.contents(atPath: folder + "/kernel.json"),
            let found = try? JSONDecoder().decode(Kernelspec.self, from: data)
        else { return nil }
        self = found
    }

    var isLoupe: Bool { language == "loupe" }

    /// `kernel.json`.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, lists and dictionaries of strings always encode.
        return Array((try? encoder.encode(self)) ?? Data()) + Array("\n".utf8)
    }

    /// All files of the kernel's folder.
    var files: [(path: String, bytes: [UInt8])] { [("kernel.json", json)] + FrontEnds.logos.contents }
}
