import Dispatch
import Foundation
import Synchronization

/// Another program, run to its end.
enum Tool {
    /// What it said and how it ended.
    struct Result {
        /// Its exit status; that of a signal when one ended it.
        let status: Int32
        /// What it printed on its standard output.
        let output: String
        /// What it printed on its standard error output.
        let complaint: String
    }

    /// Runs a program found at a path, with nothing to read; nil when it can't be started.
    ///
    /// `environment` is added to this program's own.
    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) -> Result?
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let (output, complaint) = (Pipe(), Pipe())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaint
        do { try process.run() } catch { return nil }
        // Both pipes are emptied at once: a program that fills one would wait for ever.
        let reader = Reader(complaint.fileHandleForReading)
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complained = reader.finish()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
            complaint: String(decoding: complained, as: UTF8.self))
    }

    /// The path of a program on the PATH.
    static func find(_ name: String) -> String? {
        (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").lazy
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// Reads a handle to its end on a thread of its own.
private final class Reader: Sendable {
    private let queue = DispatchQueue(label: "loupe.tool")
    private let result = Mutex(Data())

    init(_ handle: FileHandle) {
        queue.async { [self] in
            let data = handle.readDataToEndOfFile()
            result.withLock { $0 = data }
        }
    }

    func finish() -> Data { queue.sync { result.withLock { $0 } } }
}

/// The environment's variables; an empty one counts as absent.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The user's own folder.
    static var user: String { self["HOME"] ?? "/" }
}
