import FoundationEssentials
import Glibc
import Synchronization
public import TextModels

/// What a kernel leaves for the next one, and what the one before has left for it.
public final class Recovery: Sendable {
    private let record: CrashRecord?
    private let report: Mutex<CrashReport?>

    /// Begins to keep records for a kernel, and reads those of the kernel before it.
    ///
    /// Where nothing can be written it keeps none.
    public convenience init(home: Home = .current, identity: KernelIdentity) {
        self.init(folder: StateFolder.find(in: home), identity: identity)
    }

    /// The same over the folder of all kernels; nil for none.
    init(folder: String?, identity: KernelIdentity) {
        var found: CrashReport?
        var record: CrashRecord?
        // A second kernel on the same connection file gets a folder of its own.
        for key in [identity.key, "\(identity.key)-\(getpid())"] where record == nil {
            guard let path = folder.map({ $0 + "/" + key }), StateFolder.make(path) else { continue }
            record = CrashRecord(path: path + "/running", identity: identity) {
                found = CrashReport(descriptor: $0)
            }
        }
        if found == nil, let folder { found = Self.reportOfOther(in: folder, for: identity) }
        self.record = record
        report = Mutex(found)
    }

    /// Notes fatal signals of this process from now on.
    public func catchSignals() { record?.catchSignals() }

    /// Says that the kernel ends in order.
    public func close() { record?.close() }

    /// Notes that a cell begins.
    func begin(_ code: String, number: Int) -> RunningCell? { record?.begin(code, number: number) }

    /// How the kernel before died in a cell; told once.
    func takeReport() -> CrashReport? {
        report.withLock { report in
            defer { report = nil }
            return report
        }
    }

    /// The report of a dead kernel of the same notebook on another connection file; its record is removed.
    private static func reportOfOther(in folder: String, for identity: KernelIdentity) -> CrashReport? {
        // A folder that can't be listed has nothing to tell.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var latest: CrashReport?
        for name in names where name != identity.key {
            let path = folder + "/" + name + "/running"
            let descriptor = open(path, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { Glibc.close(descriptor) }
            // Who lives holds the lock.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            guard let report = CrashReport(descriptor: descriptor) else {
                unlink(path)
                continue
            }
            guard report.identity.isSameNotebook(as: identity) else { continue }
            unlink(path)
            if (latest?.cells.first?.began ?? .min) < report.cells.first?.began ?? .min { latest = report }
        }
        return latest
    }
}
