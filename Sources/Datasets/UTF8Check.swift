/// Checks that bytes are UTF-8 (RFC 3629): no stray or missing continuation, overlong form or surrogate.
enum UTF8Check {
    /// How far bytes are well formed.
    enum Result: Equatable {
        /// All of them, but for an unfinished character that begins at `end`.
        case valid(end: Int)
        /// A wrong sequence begins here.
        case invalid(at: Int)
    }

    /// Checks `bytes[start...]`.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Result {
        var place = start
        let raw = UnsafeRawBufferPointer(bytes)
        while place < bytes.count {
            if place + 32 <= bytes.count, isASCII(raw, place) {
                place += 32
                continue
            }
            if place + 8 <= bytes.count,
                raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                place += 8
                continue
            }
            let first = bytes[place]
            if first < 0x80 {
                place += 1
                continue
            }
            guard let (length, second) = form(first) else { return .invalid(at: place) }
            for offset in 1..<length {
                guard place + offset < bytes.count else { return .valid(end: place) }
                let allowed = offset == 1 ? second : 0x80...0xBF
                guard allowed.contains(bytes[place + offset]) else { return .invalid(at: place) }
            }
            place += length
        }
        return .valid(end: place)
    }

    /// Whether 32 bytes are all below 0x80.
    @inline(__always)
    private static func isASCII(_ raw: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        let words = raw.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self)
        return (words[0] | words[1] | words[2] | words[3]) & 0x8080_8080_8080_8080 == 0
    }

    /// The length of a sequence by its first byte, and what its second byte may be (Unicode, table 3-7).
    @inline(__always)
    private static func form(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
