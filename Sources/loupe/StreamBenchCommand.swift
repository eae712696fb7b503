import ArgumentParser
import Glibc
import Tensors
import TextModels
import Tokenizers

/// `loupe stream-bench ENCODER TEXTS COUNT`: streams so many different texts through the cache and prints time and memory.
///
/// The texts are a file's lines, again and again, each with a number of its own behind it. The benchmarks drive it.
struct StreamBenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stream-bench",
        abstract: "Encode many short texts with the cache on, and print time and peak memory.",
        shouldDisplay: false)

    @Argument(help: "The encoder's name or folder.")
    var encoder: String

    @Argument(help: "The text file, one text a line.")
    var texts: String

    @Argument(help: "How many texts.")
    var count: Int

    @Option(help: "Threads.")
    var threads = ThreadPool.processorCount

    private static let chunk = 8192

    func run() throws {
        let lines = try Source.read(texts).split(separator: "\n").map(String.init)
        guard !lines.isEmpty else { throw ValidationError("the file has no lines") }
        let library = EncoderLibrary(home: .current)
        let reference = EncoderReference(name: encoder)
        let opened = Self.seconds()
        _ = try library.embed([lines[0]], with: reference, threads: threads)
        let start = Self.seconds()
        let before = Self.peak()
        var next = 0
        var sum = 0.0
        try library.stream(with: reference, threads: threads) {
            guard next < count else { return nil }
            defer { next += Self.chunk }
            return (next..<min(count, next + Self.chunk)).map { "\(lines[$0 % lines.count]) \($0)" }
        } onVectors: { _, vectors in
            for row in 0..<vectors.rows { sum += Double(vectors[row, 0]) }
        }
        Terminal.print(
            "{\"texts\": \(count), \"seconds\": \(Self.seconds() - start), \"first_vector\": \(start - opened), "
                + "\"peak_kb_after_first\": \(before), \"peak_kb\": \(Self.peak()), \"check\": \(sum)}\n")
    }

    /// The most memory that the process has had at once, in kB.
    private static func peak() -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard text.hasPrefix("VmHWM:") else { continue }
            return Int(text.filter(\.isNumber)) ?? 0
        }
        return 0
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
