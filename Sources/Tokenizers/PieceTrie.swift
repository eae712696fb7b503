/// A trie of pieces by their bytes, which finds all pieces that begin at a place.
///
/// Where only one piece is left, its node keeps the rest of it in one: two thirds of all nodes would have one child.
struct PieceTrie: Sendable {
    private struct Node {
        /// The piece that ends here, behind the rest if there is one; -1 where none does.
        var id: Int32 = -1
        /// Where its children lie side by side, in the order of their bytes; or where the rest begins in `bytes`.
        var first: Int32 = 0
        /// The number of its children, or of the bytes of the rest.
        var count: UInt16 = 0
        var byte: UInt8 = 0
        var isRest = false
    }

    private var nodes = [Node()]
    private let bytes: [UInt8]
    /// The root's child for each byte; 0 where there is none.
    private var roots = [Int32](repeating: 0, count: 256)

    /// A trie of the first `count` pieces; of equal pieces the last counts, and empty ones are left out.
    init(_ pieces: Pieces, count: Int) {
        bytes = pieces.bytes
        nodes.reserveCapacity(2 * count)
        let order = Self.order(of: pieces, count)
        guard !order.isEmpty else { return }
        var level = [(node: 0, range: 0..<order.count)]
        var depth = 0
        while !level.isEmpty {
            var next: [(node: Int, range: Range<Int>)] = []
            for (node, range) in level { grow(node, range, depth, pieces, order, &next) }
            level = next
            depth += 1
        }
        for child in Int(nodes[0].first)..<Int(nodes[0].first) + Int(nodes[0].count) {
            roots[Int(nodes[child].byte)] = Int32(child)
        }
    }

    /// Adds the children of a node that stands for the first `depth` bytes of the pieces in `range`.
    private mutating func grow(
        _ node: Int, _ range: Range<Int>, _ depth: Int, _ pieces: Pieces, _ order: [Int32],
        _ next: inout [(node: Int, range: Range<Int>)]
    ) {
        var place = range.lowerBound
        let only = pieces.range(of: Int(order[place]))
        if range.count == 1, depth > 0, only.count - depth <= Int(UInt16.max) {
            nodes[node].id = order[place]
            nodes[node].first = Int32(only.lowerBound + depth)
            nodes[node].count = UInt16(only.count - depth)
            nodes[node].isRest = true
            return
        }
        while place < range.upperBound, pieces.range(of: Int(order[place])).count == depth {
            nodes[node].id = order[place]
            place += 1
        }
        let first = nodes.count
        while place < range.upperBound {
            let start = place
            let byte = bytes[pieces.range(of: Int(order[place])).lowerBound + depth]
            repeat {
                place += 1
            } while place < range.upperBound
                && bytes[pieces.range(of: Int(order[place])).lowerBound + depth] == byte
            next.append((nodes.count, start..<place))
            nodes.append(Node(byte: byte))
        }
        nodes[node].first = Int32(first)
        nodes[node].count = UInt16(nodes.count - first)
    }

    /// Calls `body` for each piece at `start`, the shortest first.
    @inline(__always)
    func forEachPiece(in text: [UInt8], from start: Int, _ body: (_ id: Int32, _ end: Int) -> Void) {
        guard start < text.count else { return }
        var index = Int(roots[Int(text[start])])
        var place = start + 1
        while index != 0 {
            let node = nodes[index]
            if node.isRest {
                let rest = Int(node.count)
                guard rest <= text.count - place else { return }
                for offset in 0..<rest where bytes[Int(node.first) + offset] != text[place + offset] {
                    return
                }
                return body(node.id, place + rest)
            }
            if node.id >= 0 { body(node.id, place) }
            guard place < text.count else { return }
            index = child(of: node, text[place])
            place += 1
        }
    }

    @inline(__always)
    private func child(of node: Node, _ byte: UInt8) -> Int {
        var low = Int(node.first)
        let end = low + Int(node.count)
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].byte < byte { low = middle + 1 } else { high = middle }
        }
        return low < end && nodes[low].byte == byte ? low : 0
    }
}

// Sorting.
extension PieceTrie {
    private struct Entry {
        /// The first eight bytes, the first one uppermost; missing ones are 0.
        let key: UInt64
        let id: Int32
    }

    /// The ids in the order of their pieces' bytes; equal ones in the order of their ids, empty ones left out.
    private static func order(of pieces: Pieces, _ count: Int) -> [Int32] {
        let bytes = pieces.bytes
        var entries = (0..<count).filter { !pieces.range(of: $0).isEmpty }.map { id in
            let range = pieces.range(of: id)
            var key: UInt64 = 0
            for place in range.lowerBound..<range.lowerBound + 8 {
                key = key << 8 | (place < range.upperBound ? UInt64(bytes[place]) : 0)
            }
            return Entry(key: key, id: Int32(id))
        }
        sort(&entries)
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            if end - start > 1 { entries[start..<end].sort { precedes($0.id, $1.id, pieces) } }
            start = end
        }
        return entries.map(\.id)
    }

    private static func precedes(_ left: Int32, _ right: Int32, _ pieces: Pieces) -> Bool {
        let (a, b) = (pieces.range(of: Int(left)), pieces.range(of: Int(right)))
        let bytes = pieces.bytes
        for offset in 0..<min(a.count, b.count)
        where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] {
            return bytes[a.lowerBound + offset] < bytes[b.lowerBound + offset]
        }
        return a.count != b.count ? a.count < b.count : left < right
    }

    /// Sorts by key, byte by byte from the last, leaving equals in their order: O(n).
    private static func sort(_ entries: inout [Entry]) {
        var other = entries
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            var places = [Int](repeating: 0, count: 257)
            for entry in entries { places[Int(entry.key >> shift & 0xFF) + 1] += 1 }
            guard !places.contains(entries.count) else { continue }
            for byte in 0..<256 { places[byte + 1] += places[byte] }
            for entry in entries {
                let byte = Int(entry.key >> shift & 0xFF)
                other[places[byte]] = entry
                places[byte] += 1
            }
            swap(&entries, &other)
        }
    }
}
