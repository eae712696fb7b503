import Glibc

/// How much memory this process may still take.
public enum FreeMemory {
    /// The least of what the machine has, the control groups allow, and the address space holds; in bytes.
    public static func bytes() -> Int {
        min(machine() ?? .max, group() ?? .max, addresses() ?? .max)
    }

    private static func machine() -> Int? {
        field("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
    }

    /// Where a version of control groups keeps its figures.
    private struct Hierarchy: Sendable {
        /// How the line of `/proc/self/cgroup` begins, up to the path; version 1 has the controller's name in it.
        let marks: @Sendable (String) -> Bool
        let root: String
        let limit: String
        let used: String
        /// The field of `memory.stat` with the file pages that the system can forget.
        let forgettable: String
    }

    private static let hierarchies = [
        Hierarchy(
            marks: { $0.hasPrefix("0::") }, root: "/sys/fs/cgroup",
            limit: "memory.max", used: "memory.current", forgettable: "inactive_file"),
        Hierarchy(
            marks: { $0.contains(":memory:") }, root: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes",
            used: "memory.usage_in_bytes", forgettable: "total_inactive_file"),
    ]

    /// What the control groups allow beyond what is in use, the least from this process's own to the root.
    private static func group() -> Int? {
        let lines = contents("/proc/self/cgroup")?.split(separator: "\n").map(String.init) ?? []
        var least: Int?
        for hierarchy in hierarchies {
            guard let line = lines.first(where: hierarchy.marks) else { continue }
            var steps = line.split(separator: ":", maxSplits: 2).last?.split(separator: "/") ?? []
            while true {
                let folder = ([hierarchy.root[...]] + steps).joined(separator: "/")
                if let left = left(in: folder, hierarchy) { least = min(left, least ?? left) }
                if steps.popLast() == nil { break }
            }
        }
        return least
    }

    private static func left(in folder: String, _ hierarchy: Hierarchy) -> Int? {
        guard let limit = contents("\(folder)/\(hierarchy.limit)").flatMap(number),
            let used = contents("\(folder)/\(hierarchy.used)").flatMap(number)
        else { return nil }
        let cached = field(hierarchy.forgettable, in: "\(folder)/memory.stat") ?? 0
        return max(0, limit - max(0, used - cached))
    }

    /// What `RLIMIT_AS` leaves.
    private static func addresses() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max,
            let most = Int(exactly: limit.rlim_cur), let pages = contents("/proc/self/statm").flatMap(number)
        else { return nil }
        return max(0, most - pages * sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func number(_ text: String) -> Int? {
        Int(text.prefix { $0.isASCII && $0.isNumber })
    }

    private static func field(_ name: String, in file: String) -> Int? {
        let lines = contents(file)?.split(separator: "\n") ?? []
        guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return nil }
        return number(String(line.dropFirst(name.count).drop { $0 == " " }))
    }

    private static func contents(_ file: String) -> String? {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
