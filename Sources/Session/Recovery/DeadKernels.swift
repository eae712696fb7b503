import FoundationEssentials
import Glibc

/// The folders of kernels that live no more, each held by its lock until this is let go.
final class DeadKernels {
    private struct Remains {
        let path: String
        let descriptor: Int32
        let owner: KernelIdentity?
        let changed: Int
        var hasJournal: Bool { access(path + "/journal", F_OK) == 0 }
    }

    /// The most folders of dead kernels that stay, and for how many seconds.
    private static let (most, longest) = (20, 30 * 86_400)

    private var all: [Remains] = []

    /// Looks at every folder but one.
    init(in folder: String, besides own: String) {
        // A folder that can't be listed has nothing to tell.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = folder + "/" + name
            guard path != own else { continue }
            let descriptor = open(path + "/running", O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            // Who lives holds the lock.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                continue
            }
            let owner = Journal.owner(of: path + "/journal") ?? CrashReport(descriptor: descriptor)?.identity
            all.append(
                Remains(path: path, descriptor: descriptor, owner: owner, changed: Self.changed(path)))
        }
        all.sort { $0.changed > $1.changed }
    }

    deinit { for remains in all { close(remains.descriptor) } }

    /// How the last kernel of the same notebook died, if it did in a cell; told once.
    func report(for identity: KernelIdentity) -> CrashReport? {
        var found: CrashReport?
        for remains in all where remains.owner?.isSameNotebook(as: identity) == true {
            let report = CrashReport(descriptor: remains.descriptor)
            ftruncate(remains.descriptor, 0)
            if found == nil { found = report }
        }
        return found
    }

    /// Moves the journal of the last kernel of the same notebook to a folder that has none.
    func handOver(to own: String, _ identity: KernelIdentity) {
        guard access(own + "/journal", F_OK) != 0 else { return }
        let last = all.first { $0.owner?.isSameNotebook(as: identity) == true && $0.hasJournal }
        guard let last else { return }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: last.path)) ?? []
        for file in files where file != "running" { rename(last.path + "/" + file, own + "/" + file) }
        try? FileManager.default.removeItem(atPath: last.path)
    }

    /// Removes what is old, empty or too much.
    func tidy() {
        let now = time(nil)
        var kept = 0
        for remains in all {
            kept += 1
            guard kept > Self.most || now - remains.changed > Self.longest || remains.owner == nil else {
                continue
            }
            kept -= 1
            try? FileManager.default.removeItem(atPath: remains.path)
        }
    }

    /// When a kernel last wrote something.
    private static func changed(_ path: String) -> Int {
        var latest = 0
        for file in ["journal", "running"] {
            var facts = stat()
            if stat(path + "/" + file, &facts) == 0 { latest = max(latest, facts.st_mtim.tv_sec) }
        }
        return latest
    }
}
