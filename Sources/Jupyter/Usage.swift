internal import Glibc

/// What the kernel and its machine use, for jupyter-resource-usage (`usage_request`, not in the specification).
struct Usage {
    private var lastTime = Clock.milliseconds()
    private var lastProcessorTime = Usage.processorTime()
    private var lastHost = Usage.hostTime()

    /// The content of the reply.
    ///
    /// Percentages are means since the last call.
    mutating func measure() -> JSON {
        let (time, used, host) = (Clock.milliseconds(), Self.processorTime(), Self.hostTime())
        let kernelShare = 100 * Double(used - lastProcessorTime) / Double(max(1, time - lastTime))
        let hostShare = 100 * Double(host.busy - lastHost.busy) / Double(max(1, host.total - lastHost.total))
        (lastTime, lastProcessorTime, lastHost) = (time, used, host)
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let hostname = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return [
            "hostname": .string(String(decoding: hostname, as: UTF8.self)), "pid": .integer(Int(getpid())),
            "kernel_cpu": .number(kernelShare), "kernel_memory": .integer(Self.residentBytes()),
            "cpu_count": .integer(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            "host_cpu_percent": .number(hostShare),
            "host_virtual_memory": Self.hostMemory(),
        ]
    }

    /// Milliseconds of processor time that this process has used.
    private static func processorTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// Ticks of all processors: at work, and in all.
    private static func hostTime() -> (busy: Int, total: Int) {
        let ticks = numbers(after: "cpu ", in: "/proc/stat").prefix(8)
        let total = ticks.reduce(0, +)
        return (total - ticks.dropFirst(3).prefix(2).reduce(0, +), total)
    }

    private static func residentBytes() -> Int {
        (numbers(after: "VmRSS:", in: "/proc/self/status").first ?? 0) * 1024
    }

    private static func hostMemory() -> JSON {
        let total = numbers(after: "MemTotal:", in: "/proc/meminfo").first ?? 0
        let available = numbers(after: "MemAvailable:", in: "/proc/meminfo").first ?? 0
        let free = numbers(after: "MemFree:", in: "/proc/meminfo").first ?? 0
        let percent = 100 * Double(total - available) / Double(max(1, total))
        return [
            "total": .integer(total * 1024), "available": .integer(available * 1024),
            "percent": .number(percent), "used": .integer((total - available) * 1024),
            "free": .integer(free * 1024),
        ]
    }

    /// The numbers on the line of a file that begins with `label`; none if the system has no such file.
    private static func numbers(after label: String, in path: String) -> [Int] {
        let text: String
        do { text = String(decoding: try readFile(path), as: UTF8.self) } catch { return [] }
        for line in text.split(separator: "\n") where line.hasPrefix(label) {
            return line.dropFirst(label.count).split(separator: " ").compactMap { Int($0) }
        }
        return []
    }
}
