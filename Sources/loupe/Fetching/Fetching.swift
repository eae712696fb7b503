import Encoders
import Foundation
import FrontEnds
import Glibc
import Session
import TextModels

/// Gets packages into a home, one process at a time.
struct Fetching {
    let home: Home
    let report: FetchReport

    /// Gets one package, unless all its files are there.
    func fetch(_ name: String, _ package: FetchedPackage) throws(FetchProblem) {
        try locked { () throws(FetchProblem) in
            if package.isInstalled(below: home.path) { return report.say("\(name): already here") }
            try download(name)
            if let unpacked = package.unpacked { try unpack(name, package, unpacked) }
        }
    }

    /// Runs `body` while no other process fetches into this home.
    private func locked(_ body: () throws(FetchProblem) -> Void) throws(FetchProblem) {
        try? FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
        let path = home.path + "/.fetch.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .noLock(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            report.say("waiting for another loupe fetch to end")
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    throw .noLock(path: path, reason: String(cString: strerror(errno)))
                }
            }
        }
        try body()
    }

    /// Runs the script that this program carries, in a Python with pip.
    private func download(_ name: String) throws(FetchProblem) {
        guard let python = PythonWithPip.find(home: home) else { throw .noPip }
        let child = ChildProcess(
            python, ["-c", String(decoding: FrontEnds.fetchScript, as: UTF8.self), "--progress", name],
            environment: [
                "LOUPE_HOME": home.path,
                "LOUPE_PACKAGES": String(decoding: FrontEnds.catalogue, as: UTF8.self),
                "PYTHONUNBUFFERED": "1",
            ])
        guard let child else { throw .noPip }
        let ending = child.follow({ line in report.take(line) }, shouldStop: { false })
        report.endLine()
        if let complaint = ending?.complaint, !complaint.isEmpty { Terminal.complain(complaint) }
        guard let status = ending?.status, status == 0 else { throw .script(ending?.status ?? 1) }
    }

    /// Makes the encoder's folder, checks it, and lets the packed file go.
    private func unpack(
        _ name: String, _ package: FetchedPackage, _ unpacked: FetchedPackage.Unpacked
    ) throws(FetchProblem) {
        let source = "\(home.path)/\(package.packedFolder)"
        let target = "\(home.path)/\(unpacked.target)"
        do throws(EncoderError) {
            try EncoderConversion.unpack(
                source + "/" + unpacked.file, to: target,
                onProgress: { done, total in report.progress("unpacking", done, total) })
        } catch { throw .encoder(error) }
        report.endLine()
        let (missing, wrong) = package.faults(below: home.path)
        guard missing.isEmpty, wrong.isEmpty else { throw .wrongFiles(name: name, files: missing + wrong) }
        try? FileManager.default.removeItem(atPath: source)
        report.say("\(name): unpacked, now in \(target)")
    }
}

/// Tells how far fetching has come: a kernel by lines, a terminal by one line that changes, anything else not at all.
final class FetchReport {
    private let isForKernel: Bool
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private var last = ContinuousClock.now - .seconds(1)
    private var isLineOpen = false

    init(isForKernel: Bool) { self.isForKernel = isForKernel }

    /// A line of the script, which counts or speaks.
    func take(_ line: Substring) {
        if let progress = FetchProcess.progress(in: line) {
            self.progress(progress.step, progress.done, progress.total)
        } else {
            endLine()
            Terminal.print(line + "\n")
        }
    }

    /// Bytes done and in all, at most ten times a second and once at the end.
    func progress(_ step: String, _ done: Int, _ total: Int) {
        guard isForKernel || isTerminal, done == total || ContinuousClock.now - last >= .milliseconds(100)
        else {
            return
        }
        last = .now
        guard !isForKernel else { return Terminal.print("progress \(step) \(done) \(total)\n") }
        Terminal.print("\r   \(step) \(done / 1_000_000) of \(total / 1_000_000) MB ")
        isLineOpen = true
    }

    func say(_ text: String) {
        endLine()
        Terminal.print("   \(text)\n")
    }

    /// Goes on below the line that changes.
    func endLine() {
        if isLineOpen { Terminal.print("\n") }
        isLineOpen = false
    }
}

/// A Python that can download packages.
enum PythonWithPip {
    /// The first that has pip: the active environment's, those of the home, the system's; else a new one in the home.
    static func find(home: Home) -> String? {
        let active = ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap { Environment[$0].map { $0 + "/bin/python" } }
        let own = ["jupyter", "pip"].map { "\(home.path)/\($0)/bin/python" }
        let system = ["python3", "python"].compactMap(Tool.find)
        for python in active + own + system where FileManager.default.isExecutableFile(atPath: python) {
            if Tool.run(python, ["-m", "pip", "--version"])?.status == 0 { return python }
        }
        guard let python = system.first else { return nil }
        _ = Tool.run(python, ["-m", "venv", home.path + "/pip"])
        let made = home.path + "/pip/bin/python"
        return Tool.run(made, ["-m", "pip", "--version"])?.status == 0 ? made : nil
    }
}
