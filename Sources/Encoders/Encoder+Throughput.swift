internal import Glibc
internal import Tensors

/// What embedding cost, for comparisons with other engines.
public struct Throughput: Sendable {
    /// The tokens that were embedded, special ones included.
    public let tokens: Int
    /// What passed on the clock, in seconds.
    public let seconds: Double
    /// What all threads together worked, in seconds.
    public let processorSeconds: Double
}

extension Encoder {
    /// Embeds `texts` once, tokenizing included, and measures it.
    public func throughput(of texts: [String], threads: Int) throws(EncoderError) -> Throughput {
        let tokens = texts.reduce(0) { $0 + ids(of: $1).count }
        let start = (Self.time(CLOCK_MONOTONIC), Self.time(CLOCK_PROCESS_CPUTIME_ID))
        try stream(texts, threads: threads, onBatch: { _, _ in })
        return Throughput(
            tokens: tokens, seconds: Self.time(CLOCK_MONOTONIC) - start.0,
            processorSeconds: Self.time(CLOCK_PROCESS_CPUTIME_ID) - start.1)
    }

    private static func time(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
