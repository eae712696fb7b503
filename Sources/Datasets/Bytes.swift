import Glibc

extension UnsafeBufferPointer<UInt8> {
    /// Below, at or above 0 as these bytes come before, with or after others; in UTF-8 that is by code points.
    func order(_ other: UnsafeBufferPointer<UInt8>) -> Int {
        guard let mine = baseAddress, let its = other.baseAddress else { return count - other.count }
        let order = memcmp(mine, its, Swift.min(count, other.count))
        return order == 0 ? count - other.count : Int(order)
    }

    /// Whether other bytes occur in these.
    func contains(bytes: [UInt8]) -> Bool {
        guard let base = baseAddress, let first = bytes.first else { return bytes.isEmpty }
        return bytes.withUnsafeBytes { wanted in
            guard let start = wanted.baseAddress else { return true }
            var place = 0
            while place + wanted.count <= count {
                let room = count - wanted.count - place + 1
                guard let hit = memchr(base + place, Int32(first), room) else { return false }
                if memcmp(hit, start, wanted.count) == 0 { return true }
                place = base.distance(to: hit.assumingMemoryBound(to: UInt8.self)) + 1
            }
            return false
        }
    }

    /// The code point at `place`, which moves behind it; the bytes are UTF-8 (a broken one gives U+FFFD).
    @inline(__always)
    func scalar(_ place: inout Int) -> Unicode.Scalar {
        let first = self[place]
        place += 1
        if first < 0x80 { return Unicode.Scalar(first) }
        let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        var value = UInt32(first) & (0x3F >> UInt32(length))
        let end = Swift.min(place + length, count)
        while place < end {
            value = value << 6 | UInt32(self[place] & 0x3F)
            place += 1
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
