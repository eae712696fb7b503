/// The pieces of a vocabulary by their ids: their bytes, one after another, without a `String` for each.
struct Pieces: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [Int32] = []

    init() {}

    init(_ spellings: some Sequence<String>) { for spelling in spellings { append(spelling.utf8) } }

    var count: Int { ends.count }

    mutating func reserve(_ count: Int, bytes size: Int) {
        ends.reserveCapacity(count)
        bytes.reserveCapacity(size)
    }

    mutating func append(_ piece: some Collection<UInt8>) { append { $0.append(contentsOf: piece) } }

    /// Appends a piece whose bytes `body` puts at the end of the buffer.
    @inline(__always)
    mutating func append<Failure>(_ body: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) {
        try body(&bytes)
        ends.append(Int32(clamping: bytes.count))
    }

    /// Where a piece's bytes lie; its id must be below `count`.
    @inline(__always)
    func range(of id: Int) -> Range<Int> { (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id]) }

    /// A piece's bytes; its id must be below `count`.
    subscript(id: Int) -> ArraySlice<UInt8> { bytes[range(of: id)] }

    /// How a piece is spelled; empty where there is none of that id.
    func spelling(of id: Int32) -> String {
        id >= 0 && id < count ? String(decoding: self[Int(id)], as: UTF8.self) : ""
    }

    /// The last id with this spelling; looks at all of them.
    func id(of spelling: String) -> Int32? {
        let wanted = Array(spelling.utf8)
        return (0..<count).last { range(of: $0).count == wanted.count && self[$0].elementsEqual(wanted) }.map
        {
            Int32($0)
        }
    }

    /// Whether every piece is UTF-8 by itself.
    var areText: Bool {
        guard bytes.withUnsafeBufferPointer({ $0.isUTF8 }) else { return false }
        return (0..<count).allSatisfy { id in
            let range = range(of: id)
            return range.isEmpty || bytes[range.lowerBound] & 0xC0 != 0x80
        }
    }

    /// The pieces in another order: `ids` holds the id of each place, every one below the count once.
    func ordered(by ids: [Int32]) -> Pieces {
        var places = [Int](repeating: 0, count: ids.count)
        for (place, id) in ids.enumerated() { places[Int(id)] = place }
        var result = Pieces()
        result.reserve(count, bytes: bytes.count)
        for place in places { result.append(self[place]) }
        return result
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are UTF-8.
    var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
