import Language
public import TextModels

/// `loupe fetch NAME` in a process of its own, and what it reports.
///
/// A line `progress STEP DONE TOTAL` counts bytes; every other line is for people. The child ends with this process
/// even if that is killed.
public enum FetchProcess {
    /// How the child says why it stopped.
    public enum Status: Int32, Sendable, CaseIterable {
        case noPip = 10
        case download = 11
        case checksum = 12
        case disk = 13

        /// The same for messages.
        var fault: FetchFault {
            switch self {
            case .noPip: .noPip
            case .download: .download
            case .checksum: .checksum
            case .disk: .disk
            }
        }
    }

    /// What came of it.
    enum Outcome: Equatable {
        case done
        case failed(FetchFault, details: String)
        case stopped
    }

    /// Runs the program at a path to its end.
    static func run(
        _ program: String, _ name: String, home: Home, onProgress: (Work.Progress) -> Void,
        shouldStop: () -> Bool
    ) -> Outcome {
        let child = ChildProcess(
            program, ["fetch", name, "--for-kernel"], environment: ["LOUPE_HOME": home.path], group: true)
        guard let child else { return .failed(.other, details: program) }
        let ending = child.follow({ line in progress(in: line).map(onProgress) }, shouldStop: shouldStop)
        guard let ending else { return .stopped }
        guard ending.status != 0 else { return .done }
        let fault = Status(rawValue: ending.status)?.fault ?? .other
        // the other faults say all that is known
        guard fault == .disk || fault == .other else { return .failed(fault, details: "") }
        let last = ending.complaint.split(separator: "\n").last.map { $0.drop { $0 == " " } } ?? ""
        return .failed(fault, details: String(last))
    }

    /// The progress that a line reports; nil for any other line.
    public static func progress(in line: Substring) -> Work.Progress? {
        let words = line.split(separator: " ")
        guard words.count == 4, words[0] == "progress", let done = Int(words[2]), let total = Int(words[3]),
            0 <= done, done <= total
        else { return nil }
        return Work.Progress(step: String(words[1]), done: done, total: total, unit: "bytes")
    }
}
