/// Finds pieces by their bytes: an open-addressed hash table whose hash grows byte by byte (FNV-1a), so that all
/// beginnings of a word are hashed in one pass.
struct PieceTable: Sendable {
    private struct Slot {
        var hash: UInt64 = 0
        var id: Int32 = -1
        var start: Int32 = 0
        var length: Int32 = 0
    }

    private var slots: [Slot]
    private let bytes: [UInt8]
    private let mask: Int
    /// The bytes of the longest piece.
    private(set) var longest = 0

    /// The hash of no bytes.
    static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of some bytes and one more.
    @inline(__always)
    static func extend(_ hash: UInt64, by byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// A table of the pieces of some ids, without their first `dropped` bytes; of equal pieces the last counts.
    init(_ pieces: Pieces, _ ids: some Collection<Int>, dropping dropped: Int = 0) {
        var size = 16
        while size < ids.count * 2 { size *= 2 }
        mask = size - 1
        slots = [Slot](repeating: Slot(), count: size)
        bytes = pieces.bytes
        for id in ids {
            let range = pieces.range(of: id)
            insert(range.lowerBound + dropped..<max(range.lowerBound + dropped, range.upperBound), Int32(id))
        }
    }

    private mutating func insert(_ range: Range<Int>, _ id: Int32) {
        var hash = Self.emptyHash
        for place in range { hash = Self.extend(hash, by: bytes[place]) }
        var index = Self.home(of: hash) & mask
        while slots[index].id >= 0 {
            if slots[index].hash == hash, matches(slots[index], bytes[range]) { break }
            index = (index + 1) & mask
        }
        slots[index] = Slot(hash: hash, id: id, start: Int32(range.lowerBound), length: Int32(range.count))
        longest = max(longest, range.count)
    }

    @inline(__always)
    private static func home(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 29)) }

    @inline(__always)
    private func matches(_ slot: Slot, _ piece: ArraySlice<UInt8>) -> Bool {
        guard Int(slot.length) == piece.count else { return false }
        let start = Int(slot.start)
        for index in 0..<piece.count where bytes[start + index] != piece[piece.startIndex + index] {
            return false
        }
        return true
    }

    /// The id of the piece with these bytes and their hash; nil where there is none.
    func id(of piece: ArraySlice<UInt8>, hash: UInt64) -> Int32? {
        var index = Self.home(of: hash) & mask
        while slots[index].id >= 0 {
            if slots[index].hash == hash, matches(slots[index], piece) { return slots[index].id }
            index = (index + 1) & mask
        }
        return nil
    }

    /// The id of the piece with these bytes; nil where there is none.
    func id(of piece: ArraySlice<UInt8>) -> Int32? {
        id(of: piece, hash: piece.reduce(Self.emptyHash, Self.extend))
    }
}
