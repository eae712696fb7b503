internal import Glibc
internal import Tensors

/// Byte strings one after the other in one arena, each with its hash (`SpanTable.hash`).
struct SpanList: Sendable, Equatable {
    private var arena: [UInt8] = []
    /// Where each string ends in the arena, led by 0.
    private var ends: [Int] = [0]
    /// The hash of each string.
    private(set) var hashes: [UInt64] = []

    /// The number of strings.
    var count: Int { hashes.count }
    /// The bytes of all strings.
    var byteCount: Int { arena.count }

    /// An empty list with room for so many strings and bytes.
    init(capacity: Int = 0, bytes: Int = 0) {
        arena.reserveCapacity(bytes)
        ends.reserveCapacity(capacity + 1)
        hashes.reserveCapacity(capacity)
    }

    mutating func append(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) {
        arena.append(contentsOf: span)
        ends.append(arena.count)
        hashes.append(hash)
    }

    /// Reads string `number` in place.
    func withSpan<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        arena.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[ends[number]..<ends[number + 1]]))
        }
    }

    /// The number of bytes of string `number`.
    func length(_ number: Int) -> Int { ends[number + 1] - ends[number] }

    /// The first eight bytes of string `number`, big-endian: they compare as the strings do.
    func prefix(_ number: Int) -> UInt64 {
        withSpan(number) { span in
            (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < span.count ? UInt64(span[$1]) : 0) }
        }
    }

    /// All strings, which must be UTF-8, in their order.
    func strings(_ pool: ThreadPool) -> [String] {
        let bounds = Chunks.bounds(count, pieces: pool.threads * 4)
        return [String](unsafeUninitializedCapacity: count) { strings, initialised in
            // Each piece initialises places of its own, so threads never meet.
            nonisolated(unsafe) let places = strings
            pool.forEach(bounds.count - 1) { piece in
                for number in bounds[piece]..<bounds[piece + 1] {
                    places.initializeElement(
                        at: number, to: withSpan(number) { String(decoding: $0, as: UTF8.self) })
                }
            }
            initialised = count
        }
    }

    /// Whether string `number` comes after the one before it, by bytes.
    func isAscending(at number: Int) -> Bool {
        withSpan(number - 1) { left in withSpan(number) { left.lexicographicallyPrecedes($0) } }
    }

    /// Whether string `number` is `span`, whose hash is `hash`: short ones are if hash and length are the same.
    func holds(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64, at number: Int) -> Bool {
        let start = ends[number]
        guard hashes[number] == hash, ends[number + 1] - start == span.count else { return false }
        guard span.count > SpanTable.exactLength else { return true }
        return arena.withUnsafeBufferPointer { arena in
            guard let left = arena.baseAddress, let right = span.baseAddress else { return true }
            return memcmp(left + start, right, span.count) == 0
        }
    }
}
