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
}
