import Foundation
import Session

/// Another program, run to its end.
enum Tool {
    /// The milliseconds that a program may take: pip and Jupyter on a slow disk need their time.
    private static let patience = 120_000

    /// Runs a program found at a path, with nothing to read; nil when it can't be started.
    ///
    /// `environment` is added to this program's own.
    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:])
        -> ChildProcess.Ending?
    {
        ChildProcess(program, arguments, environment: environment)?.finish(within: patience)
    }

    /// The path of a program on the PATH.
    static func find(_ name: String) -> String? {
        (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").lazy
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// The environment's variables; an empty one counts as absent.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The user's own folder.
    static var user: String { self["HOME"] ?? "/" }
}
