/// Numbers texts in the order in which they first occur, and keeps each once.
///
/// Open addressing with linear probing, at most half full; it grows with the texts that differ.
struct TextNumbers {
    /// Number plus one of the text in each slot; 0 where none is.
    private var slots = [UInt32](repeating: 0, count: 256)
    private var hashes: [UInt64] = []
    /// The texts end to end, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many texts differ.
    var count: Int { ends.count }

    /// The texts by number.
    var texts: [String] { (0..<count).map { String(decoding: bytes[range($0)], as: UTF8.self) } }

    /// The number of a text, which is added if it is new.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = XXHash64.hash(UnsafeRawBufferPointer(text))
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, holds(text, at: number) { return number }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(truncatingIfNeeded: count + 1)
        hashes.append(hash)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func holds(_ text: UnsafeBufferPointer<UInt8>, at number: Int) -> Bool {
        let range = range(number)
        return bytes.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).order(text) == 0 }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: number + 1)
        }
    }
}
