import ArgumentParser
import Encoders
import Glibc
import Tensors
import Tokenizers

/// `loupe embed-bench FOLDER TEXTS THREADS`: encodes a file's lines once, without the cache, and prints the time.
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

    func run() throws {
        let texts = try Source.read(texts).split(separator: "\n").map(String.init)
        let encoder = try Encoder(folder: folder)
        let tokens = texts.reduce(0) { $0 + encoder.tokenize($1).ids.count }
        let (wall, processor) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        let vectors = try encoder.embed(texts, threads: threads)
        let (wallEnd, processorEnd) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        Terminal.print(
            "{\"texts\": \(vectors.rows), \"tokens\": \(tokens), \"seconds\": \(wallEnd - wall), "
                + "\"processor_seconds\": \(processorEnd - processor)}\n")
    }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
