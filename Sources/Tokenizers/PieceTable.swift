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
    private var bytes: [UInt8] = []
    private let mask: Int
    /// The bytes of the longest piece.
    private(set) var longest = 0

    /// The hash of no bytes.
    static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of some bytes and one more.
    @inline(__always)
    static func extend(_ hash: UInt64, by byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// A table of pieces with their ids; of equal pieces the last counts.
    init(_ pieces: [(bytes: Substring.UTF8View, id: Int32)]) {
        var size = 16
        while size < pieces.count * 2 { size *= 2 }
        mask = size - 1
        slots = [Slot](repeating: Slot(), count: size)
        for (piece, id) in pieces { insert(Array(piece), id) }
    }

    private mutating func insert(_ piece: [UInt8], _ id: Int32) {
        let hash = piece.reduce(Self.emptyHash, Self.extend)
        var index = Self.home(of: hash) & mask
        while slots[index].id >= 0 {
            if slots[index].hash == hash, matches(slots[index], piece[...]) { break }
            index = (index + 1) & mask
        }
        slots[index] = Slot(hash: hash, id: id, start: Int32(bytes.count), length: Int32(piece.count))
        bytes.append(contentsOf: piece)
        longest = max(longest, piece.count)
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
}
