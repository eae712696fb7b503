/// A normalised word: its bytes, and for each the bytes of the text that it came from.
struct Word: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []
    /// The number of its code points.
    private(set) var length = 0

    var isEmpty: Bool { bytes.isEmpty }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        length = 0
    }

    @inline(__always)
    mutating func append(ascii byte: UInt8, at position: Int) {
        bytes.append(byte)
        starts.append(position)
        ends.append(position + 1)
        length += 1
    }

    @inline(__always)
    mutating func append(ascii byte: UInt8, from start: Int, to end: Int) {
        bytes.append(byte)
        starts.append(start)
        ends.append(end)
        length += 1
    }

    mutating func append(_ point: UInt32, from start: Int, to end: Int) {
        let scalar = Unicode.Scalar(point) ?? "\u{FFFD}"
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            bytes.append(byte)
            starts.append(start)
            ends.append(end)
        }
        length += 1
    }
}
