internal import Glibc

/// Numbers byte strings in the order they come: a hash table over one arena, without a `String` for each.
struct SpanTable: Sendable, Equatable {
    /// For each slot the upper half of the hash and, below it, the number plus 1; 0 when free.
    private var slots: [UInt64]
    private var arena: [UInt8] = []
    /// Where each string ends in the arena, led by 0.
    private var ends: [Int] = [0]
    /// The hash of each string.
    private(set) var hashes: [UInt64] = []

    /// The number of strings.
    var count: Int { hashes.count }
    /// The bytes of all strings.
    var byteCount: Int { arena.count }

    init(capacity: Int = 64) {
        var size = 128
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    /// The number of `span`, or nil when it hasn't come.
    func find(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32 {
                let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
                if matches(number, span) { return number }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The number of `span`, a new one when it hasn't come.
    mutating func insert(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        if let number = find(span, hash: hash) { return number }
        if (count + 1) * 2 > slots.count { grow() }
        place(hash, number: count)
        arena.append(contentsOf: span)
        ends.append(arena.count)
        hashes.append(hash)
        return count - 1
    }

    /// Reads string `number` in place.
    func withSpan<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        arena.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[ends[number]..<ends[number + 1]]))
        }
    }

    /// Whether string `number` comes after the one before it, by bytes.
    func isAscending(at number: Int) -> Bool {
        withSpan(number - 1) { left in withSpan(number) { left.lexicographicallyPrecedes($0) } }
    }

    private func matches(_ number: Int, _ span: UnsafeBufferPointer<UInt8>) -> Bool {
        guard ends[number + 1] - ends[number] == span.count else { return false }
        return withSpan(number) { own in
            guard let left = own.baseAddress, let right = span.baseAddress else { return true }
            return memcmp(left, right, span.count) == 0
        }
    }

    private mutating func place(_ hash: UInt64, number: Int) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() { place(hash, number: number) }
    }

    /// A hash of bytes: eight at a time, multiplied and folded.
    static func hash(_ span: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = UnsafeRawPointer(span.baseAddress) else { return 0 }
        var hash = UInt64(span.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            hash = product.high ^ product.low
        }
        var offset = 0
        while offset + 8 <= span.count {
            mix(base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        if offset < span.count {
            var tail: UInt64 = 0
            for byte in offset..<span.count { tail = tail << 8 | UInt64(span[byte]) }
            mix(tail)
        }
        mix(0xA076_1D64_78BD_642F)
        return hash
    }
}
