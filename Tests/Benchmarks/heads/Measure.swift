import Foundation

/// What one task took.
struct Measure {
    /// Seconds on the clock.
    let seconds: Double
    /// Seconds of processor time, for machines that are busy with other work.
    let cpu: Double
    /// How far memory rose above what was held before, in kB.
    let peak: Int

    /// Runs `work` with the system's high-water mark set back.
    init(_ work: () throws -> Void) rethrows {
        // What this writes is read by Linux alone; elsewhere the mark stays as it was.
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
        let held = Self.status("VmRSS:")
        let (start, used) = (ContinuousClock.now, clock())
        try work()
        let elapsed = (ContinuousClock.now - start).components
        seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        cpu = Double(clock() - used) / Double(CLOCKS_PER_SEC)
        peak = Self.status("VmHWM:") - held
    }

    /// A line of the process's status, in kB; 0 where there is none.
    private static func status(_ name: String) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) })
        else { return 0 }
        return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }

    /// One line of JSON, with `facts` beside the figures.
    func line(_ facts: [String: Double]) throws -> String {
        let figures = ["seconds": seconds, "cpu": cpu, "peak": Double(peak)]
        let all = facts.merging(figures) { $1 }
        return String(
            decoding: try JSONSerialization.data(withJSONObject: all, options: .sortedKeys), as: UTF8.self)
    }
}
