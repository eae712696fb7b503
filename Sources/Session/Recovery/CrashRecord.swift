import FoundationEssentials
import Glibc
import Synchronization

/// The file that tells which cells run, for the next kernel to read should this one die in them.
///
/// Layout: a page with the kernel's identity and, at its end, the fatal signal; then a slot for each running cell, empty
/// when its first byte is zero. Each change is one `pwrite`, which survives any death of the process. The owner holds
/// the file's lock as long as it lives, and empties the file when it ends in order.
final class CrashRecord: Sendable {
    static let pageSize = 16_384
    static let slotSize = 4096
    static let slotCount = 32
    static let noteOffset = pageSize - FatalSignals.noteSize

    /// What the first page says.
    struct Owner: Codable {
        let identity: KernelIdentity
        let boot: String
    }

    private let descriptor: Int32
    private let busy = Mutex<[Bool]>(Array(repeating: false, count: slotCount))

    /// Begins a record; nil when the file can't be had, as when another kernel holds it.
    ///
    /// What a dead kernel left in it is handed to `reading` first.
    init?(path: String, identity: KernelIdentity, reading: (Int32) -> Void = { _ in }) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            return nil
        }
        reading(descriptor)
        let owner = Owner(identity: identity, boot: MachineState.boot)
        guard ftruncate(descriptor, 0) == 0, let page = try? JSONEncoder().encode(owner),
            page.count < Self.noteOffset, Self.write(Array(page), to: descriptor, at: 0),
            ftruncate(descriptor, Self.pageSize + Self.slotCount * Self.slotSize) == 0
        else {
            Glibc.close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }

    /// Notes fatal signals here.
    func catchSignals() { FatalSignals.install(on: descriptor, at: Self.noteOffset) }

    /// Ends the record: nothing died.
    ///
    /// The descriptor stays open, as a cell may still be on its way to its end.
    func close() {
        FatalSignals.uninstall()
        ftruncate(descriptor, 0)
    }

    /// Notes that a cell begins; nil when too many run.
    func begin(_ code: String, number: Int) -> RunningCell? {
        let free = busy.withLock { busy -> Int? in
            guard let free = busy.firstIndex(of: false) else { return nil }
            busy[free] = true
            return free
        }
        guard let free else { return nil }
        FatalSignals.prepareThread()
        let head = "\(number)\n\(pthread_self())\n\(time(nil))\n\(MachineState.memoryKills ?? -1)\n"
        let cell = RunningCell(record: self, slot: free, head: Array(head.utf8))
        cell.enters(line: 1, code)
        return cell
    }

    fileprivate func put(_ bytes: [UInt8], slot: Int) {
        _ = Self.write(bytes, to: descriptor, at: Self.pageSize + slot * Self.slotSize)
    }

    fileprivate func free(_ slot: Int) {
        put([0], slot: slot)
        busy.withLock { $0[slot] = false }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Bool {
        bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset) } == bytes.count
    }
}

/// A cell with a slot in the crash record.
struct RunningCell: Sendable {
    fileprivate let record: CrashRecord
    fileprivate let slot: Int
    fileprivate let head: [UInt8]

    /// Notes the statement that runs now, by the line on which it begins.
    func enters(line: Int, _ statement: String) {
        var bytes = head + Array("\(line)\n".utf8)
        bytes += statement.utf8.prefix(CrashRecord.slotSize - bytes.count - 1)
        bytes.append(0)
        record.put(bytes, slot: slot)
    }

    /// Notes that the cell has ended.
    func end() { record.free(slot) }
}

/// What the machine tells of itself.
enum MachineState {
    /// A word that is another after each start of the machine.
    static var boot: String { firstLine(of: "/proc/sys/kernel/random/boot_id") ?? "" }

    /// How many processes the system has ended for want of memory since it started, if it tells.
    static var memoryKills: Int? {
        guard let text = try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8) else { return nil }
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("oom_kill ") }) else {
            return nil
        }
        return Int(line.dropFirst("oom_kill ".count))
    }

    private static func firstLine(of path: String) -> String? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text?.split(separator: "\n").first.map(String.init)
    }
}
