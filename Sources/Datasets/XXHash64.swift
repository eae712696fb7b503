/// The XXH64 hash (Yann Collet, "xxHash fast digest algorithm", version 0.1.1), fed in pieces, seed 0.
struct XXHash64: Sendable {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    private var lanes = SIMD4<UInt64>(prime1 &+ prime2, prime2, 0, 0 &- prime1)
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    /// Feeds bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let wanted = min(32 - pending.count, rest.count)
            pending.append(contentsOf: rest.prefix(wanted))
            rest = rest.dropFirst(wanted)
            guard pending.count == 32 else { return }
            lanes = pending.withUnsafeBytes { Self.mix($0, lanes) }
            pending.removeAll(keepingCapacity: true)
        }
        let whole = rest.count & ~31
        lanes = Self.mix(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)), lanes)
        pending.append(contentsOf: rest.dropFirst(whole))
    }

    /// The hash of all that was fed.
    func digest() -> UInt64 { pending.withUnsafeBytes { Self.finish(lanes, length, $0) } }

    /// The hash of bytes at once.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let whole = bytes.count & ~31
        let lanes = mix(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), XXHash64().lanes)
        return finish(lanes, UInt64(bytes.count), UnsafeRawBufferPointer(rebasing: bytes[whole...]))
    }

    /// Takes the last bytes, fewer than 32.
    private static func finish(_ lanes: SIMD4<UInt64>, _ length: UInt64, _ tail: UnsafeRawBufferPointer)
        -> UInt64
    {
        var hash = (length >= 32 ? merged(lanes) : prime5) &+ length
        var place = 0
        while place + 8 <= tail.count {
            hash ^= round(0, UInt64(littleEndian: tail.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            hash = rotate(hash, 27) &* prime1 &+ prime4
            place += 8
        }
        if place + 4 <= tail.count {
            let word = UInt32(littleEndian: tail.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            hash = rotate(hash ^ (UInt64(word) &* prime1), 23) &* prime2 &+ prime3
            place += 4
        }
        while place < tail.count {
            hash = rotate(hash ^ (UInt64(tail[place]) &* prime5), 11) &* prime1
            place += 1
        }
        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    private static func merged(_ lanes: SIMD4<UInt64>) -> UInt64 {
        var hash = rotate(lanes[0], 1) &+ rotate(lanes[1], 7) &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
        for lane in 0..<4 { hash = (hash ^ round(0, lanes[lane])) &* prime1 &+ prime4 }
        return hash
    }

    /// Takes stripes of 32 bytes.
    private static func mix(_ bytes: UnsafeRawBufferPointer, _ lanes: SIMD4<UInt64>) -> SIMD4<UInt64> {
        var (first, second, third, fourth) = (lanes[0], lanes[1], lanes[2], lanes[3])
        for place in stride(from: 0, to: bytes.count, by: 32) {
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + offset, as: UInt64.self))
            }
            first = round(first, word(0))
            second = round(second, word(8))
            third = round(third, word(16))
            fourth = round(fourth, word(24))
        }
        return SIMD4(first, second, third, fourth)
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        (value << bits) | (value >> (64 - bits))
    }
}
