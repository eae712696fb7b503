import ArgumentParser
import Display
import Encoders
import FoundationEssentials
import Glibc
import Tensors
import TextModels
import Tokenizers

/// `loupe embed FILE`: encodes the lines of a text file without the cache, and tells the rate.
///
/// Benchmarks use it.
struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Encode the lines of a text file and print the rate in tokens a second.")

    @Argument(help: "The text file, one text a line.")
    var file: String

    @Option(help: "An encoder's name or folder.")
    var encoder = "minilm"

    @Option(help: "Threads.")
    var threads = 1

    @Option(help: "Times to repeat; each rate is printed.")
    var rounds = 3

    @Option(help: "Where to write the vectors, as 32-bit floats row by row.")
    var output: String?

    func run() throws {
        let texts = try Source.read(file).split(separator: "\n").map(String.init)
        let library = EncoderLibrary(home: .current)
        let encoder = try library.encoder(EncoderReference(name: encoder))
        let tokens = texts.reduce(0) { $0 + encoder.tokenize($1).tokens.count }
        for _ in 0..<max(1, rounds) {
            let start = seconds()
            let vectors = try encoder.embed(texts, threads: threads)
            let rate = Double(tokens) / max(1e-9, seconds() - start)
            Terminal.print("\(Int(rate)) tokens/s\n")
            if let output {
                try vectors.values.withUnsafeBytes { try Data($0).write(to: URL(filePath: output)) }
            }
        }
    }

    private func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
