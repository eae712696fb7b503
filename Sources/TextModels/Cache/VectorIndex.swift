/// Where each text's record is: an open-addressing table over the keys' low halves, 8 bytes a record and 4 a slot.
///
/// A million records take some 16 MB. Two keys with the same low half (one pair in 10¹³ among a million) meet in one
/// slot; the record's check sum, which covers the whole key, then tells that it is another's.
struct VectorIndex: Sendable {
    private var fingerprints: [UInt64] = []
    /// Ordinal + 1; 0 is empty.
    private var slots = [UInt32](repeating: 0, count: 1024)

    /// How many records were inserted; their ordinals are 0 ..< count.
    var count: Int { fingerprints.count }

    /// Adds the next record; of two with the same key the later one is found.
    mutating func insert(_ key: VectorKey) {
        guard count < Int(UInt32.max) - 1 else { return }
        if (count + 1) * 4 > slots.count * 3 { grow() }
        fingerprints.append(key.low)
        place(count - 1)
    }

    /// The ordinal of a key's record, if there is one.
    func ordinal(of key: VectorKey) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.low) & mask
        while slots[slot] != 0 {
            let ordinal = Int(slots[slot]) - 1
            if fingerprints[ordinal] == key.low { return ordinal }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func place(_ ordinal: Int) {
        let mask = slots.count - 1
        let fingerprint = fingerprints[ordinal]
        var slot = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[slot] != 0, fingerprints[Int(slots[slot]) - 1] != fingerprint { slot = (slot + 1) & mask }
        slots[slot] = UInt32(ordinal + 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for ordinal in fingerprints.indices { place(ordinal) }
    }
}
