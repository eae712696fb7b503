/// Numbers byte strings in the order they come: a hash table over one arena, without a `String` for each.
struct SpanTable: Sendable, Equatable {
    /// For each slot the upper half of the hash and, below it, the number plus 1; 0 when free.
    private var slots: [UInt64]
    /// The strings by their numbers.
    private(set) var spans: SpanList

    /// The number of strings.
    var count: Int { spans.count }

    /// An empty table with room for so many strings and bytes.
    init(capacity: Int = 64, bytes: Int = 0) {
        var size = 128
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        spans = SpanList(capacity: capacity, bytes: bytes)
    }

    /// The number of `span`, or nil when it hasn't come.
    func find(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 {
                if (slots[slot] ^ hash) >> 32 == 0 {
                    let number = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) &- 1
                    if spans.holds(span, hash: hash, at: number) { return number }
                }
                slot = (slot &+ 1) & mask
            }
            return nil
        }
    }

    /// The number of `span`, a new one when it hasn't come.
    mutating func insert(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        if let number = find(span, hash: hash) { return number }
        append(span, hash: hash)
        return count - 1
    }

    /// Numbers a string that is known not to have come.
    mutating func append(_ span: UnsafeBufferPointer<UInt8>, hash: UInt64) {
        if (count + 1) * 2 > slots.count { grow() }
        place(hash, number: count)
        spans.append(span, hash: hash)
    }

    private mutating func place(_ hash: UInt64, number: Int) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for (number, hash) in spans.hashes.enumerated() { place(hash, number: number) }
    }

    /// Strings of at most so many bytes have a hash that no other of their length has.
    static let exactLength = 8

    /// A hash of bytes: of up to eight a mixture that can be undone, of more eight at a time, multiplied and folded.
    static func hash(_ span: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = UnsafeRawPointer(span.baseAddress) else { return 0 }
        let count = span.count
        guard count > exactLength else {
            return stirred(word(base, count) ^ (UInt64(count) &* 0x9E37_79B9_7F4A_7C15))
        }
        var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset < count {
            // The last eight bytes may have been read in part before.
            let word = base.loadUnaligned(fromByteOffset: min(offset, count &- 8), as: UInt64.self)
            let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            hash = product.high ^ product.low
            offset &+= 8
        }
        return stirred(hash)
    }

    /// At most eight bytes as a number, different for all strings of one length.
    @inline(__always)
    private static func word(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
        func byte(_ offset: Int) -> UInt64 { UInt64(base.load(fromByteOffset: offset, as: UInt8.self)) }
        switch count {
        case 0: return 0
        case 1...3: return byte(0) | byte(count / 2) << 8 | byte(count - 1) << 16
        default:
            return UInt64(base.loadUnaligned(as: UInt32.self))
                | UInt64(base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
        }
    }

    /// A mixture that can be undone: odd factors, and shifts added to what they came from.
    @inline(__always)
    private static func stirred(_ word: UInt64) -> UInt64 {
        var word = (word ^ word >> 32) &* 0xD6E8_FEB8_6659_FD93
        word = (word ^ word >> 32) &* 0xA076_1D64_78BD_642F
        return word ^ word >> 29
    }
}
