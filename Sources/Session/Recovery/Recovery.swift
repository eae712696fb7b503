import FoundationEssentials
import Glibc
import Synchronization
public import TextModels

/// What a kernel leaves for the next one, and what the one before has left for it.
public final class Recovery: Sendable {
    /// How names are made again; nil when none is kept.
    let journal: Journal?
    private let record: CrashRecord?
    private let folder: String?
    private let report: Mutex<CrashReport?>

    /// Begins to keep records for a kernel, and reads those of the kernel before it.
    ///
    /// Where nothing can be written it keeps none; `LOUPE_JOURNAL=off` keeps the crash record alone.
    public convenience init(home: Home = .current, identity: KernelIdentity) {
        let wish = ProcessInfo.processInfo.environment["LOUPE_JOURNAL"]?.lowercased() ?? ""
        self.init(
            folder: StateFolder.find(in: home), identity: identity,
            keepsJournal: !["off", "no", "0", "false"].contains(wish))
    }

    /// The same over the folder of all kernels; nil for none.
    init(folder: String?, identity: KernelIdentity, keepsJournal: Bool = true) {
        var found: CrashReport?
        var record: CrashRecord?
        var own: String?
        // A second kernel on the same connection file gets a folder of its own.
        for key in [identity.key, "\(identity.key)-\(getpid())"] where record == nil {
            guard let path = folder.map({ $0 + "/" + key }), StateFolder.make(path) else { continue }
            record = CrashRecord(path: path + "/running", identity: identity) {
                found = CrashReport(descriptor: $0)
            }
            if record != nil { own = path }
        }
        if let folder, let own {
            let dead = DeadKernels(in: folder, besides: own)
            found = found ?? dead.report(for: identity)
            if keepsJournal { dead.handOver(to: own, identity) }
            dead.tidy()
        }
        journal = keepsJournal ? own.map { Journal(folder: $0, identity: identity) } : nil
        self.record = record
        self.folder = own
        report = Mutex(found)
    }

    /// Notes fatal signals of this process from now on.
    public func catchSignals() { record?.catchSignals() }

    /// Says that the kernel ends in order.
    public func close() {
        record?.close()
        // With nothing to bring back there is nothing to keep.
        if let folder, journal?.isEmpty != false { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Notes that a cell begins.
    func begin(_ code: String, number: Int) -> RunningCell? { record?.begin(code, number: number) }

    /// How the kernel before died in a cell; told once.
    func takeReport() -> CrashReport? {
        report.withLock { report in
            defer { report = nil }
            return report
        }
    }
}
