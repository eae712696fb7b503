import Glibc

/// How much memory this process may still take.
enum FreeMemory {
    /// The least of what the machine has, the control group allows, and the address space holds; in bytes.
    static func bytes() -> Int {
        min(machine() ?? .max, group() ?? .max, addresses() ?? .max)
    }

    private static func machine() -> Int? {
        field("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
    }

    /// What the control group allows beyond what is in use; files that the system can forget don't count.
    private static func group() -> Int? {
        let lines = contents("/proc/self/cgroup")?.split(separator: "\n") ?? []
        guard let line = lines.first(where: { $0.hasPrefix("0::") }) else { return nil }
        let folder = "/sys/fs/cgroup" + line.dropFirst(3)
        guard let limit = contents(folder + "/memory.max").flatMap(number),
            let used = contents(folder + "/memory.current").flatMap(number)
        else { return nil }
        let cached = field("inactive_file", in: folder + "/memory.stat") ?? 0
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
