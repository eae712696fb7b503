/// What each pair of neighbours merges into: an open-addressed hash table.
struct PairTable: Sendable {
    private struct Slot {
        var key: UInt64 = .max
        var rank: Int32 = 0
        var id: Int32 = 0
    }

    private var slots: [Slot]
    private let mask: Int

    /// A table of pairs with what they become, the earliest rank first; of equal pairs the last counts.
    init(_ merges: [(left: Int32, right: Int32, id: Int32)]) {
        var size = 16
        while size < merges.count * 2 { size *= 2 }
        mask = size - 1
        slots = [Slot](repeating: Slot(), count: size)
        for (rank, merge) in merges.enumerated() {
            let key = Self.key(merge.left, merge.right)
            slots[place(of: key)] = Slot(key: key, rank: Int32(clamping: rank), id: merge.id)
        }
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(truncatingIfNeeded: mixed >> 20) & mask
        while slots[index].key != key, slots[index].key != .max { index = (index + 1) & mask }
        return index
    }

    /// What a pair becomes; nil where it stays.
    @inline(__always)
    func merge(_ left: Int32, _ right: Int32) -> BytePairs.Merge? {
        let slot = slots[place(of: Self.key(left, right))]
        return slot.key == .max ? nil : BytePairs.Merge(rank: slot.rank, id: slot.id)
    }
}
