import ArgumentParser
import Encoders
import Glibc
import Tensors
import Tokenizers

/// `loupe embed-bench FOLDER TEXTS THREADS`: encodes a file's lines once, without the cache, and prints what it took:
/// loading, the first vector, tokenizing alone on one thread, and all of them.
///
/// The benchmarks drive it.
struct EmbedBenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed-bench", abstract: "Encode the lines of a text file and print the time it took.",
        shouldDisplay: false)

    @Argument(help: "The encoder's folder.")
    var folder: String

    @Argument(help: "The text file, one text a line.")
    var texts: String

    @Argument(help: "Threads.")
    var threads: Int

    @Option(help: "float32 or int8.")
    var precision = "float32"

    @Option(help: "A file for the vectors, as raw floats.")
    var vectors: String?

    func run() throws {
        guard let precision = Precision(rawValue: precision) else {
            throw ValidationError("the precision is float32 or int8")
        }
        let texts = try Source.read(texts).split(separator: "\n").map(String.init)
        var clock = Stopwatch()
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(precision: precision))
        let loading = clock.lap()
        _ = try encoder.embed(Array(texts.prefix(1)), threads: threads)
        let first = clock.lap()
        let tokens = texts.reduce(0) { $0 + encoder.tokenize($1).ids.count }
        let tokenizing = clock.lap()
        let matrix = try encoder.embed(texts, threads: threads)
        let embedding = clock.lap()
        if let vectors { try Self.write(matrix.values, to: vectors) }
        Terminal.print(
            "{\"texts\": \(matrix.rows), \"tokens\": \(tokens), \"seconds\": \(embedding.wall), "
                + "\"processor_seconds\": \(embedding.processor), \"load_seconds\": \(loading.wall), "
                + "\"first_vector_seconds\": \(first.wall), \"tokenizing_processor_seconds\": \(tokenizing.processor), "
                + "\"peak_bytes\": \(Self.peakMemory)}\n")
    }

    private static func write(_ values: [Float], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw ValidationError("can't write \(path)") }
        defer { fclose(file) }
        guard fwrite(values, MemoryLayout<Float>.stride, values.count, file) == values.count else {
            throw ValidationError("can't write \(path)")
        }
    }

    /// The most memory that this process had at once, 0 where the system doesn't tell; `getrusage` counts the parent's too.
    private static var peakMemory: Int {
        let status = (try? Source.read("/proc/self/status")) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) * 1024
    }
}

/// Time on the wall and of all threads, in seconds, from one lap to the next.
private struct Stopwatch {
    private var last = (wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))

    mutating func lap() -> (wall: Double, processor: Double) {
        let now = (wall: Self.seconds(CLOCK_MONOTONIC), processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
        defer { last = now }
        return (now.wall - last.wall, now.processor - last.processor)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
