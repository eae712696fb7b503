/// A trie of pieces by their bytes, which finds all pieces that begin at a place.
struct PieceTrie: Sendable {
    private struct Node {
        var id: Int32 = -1
        /// Its children lie side by side, in the order of their bytes.
        var first: Int32 = 0
        var count: UInt16 = 0
        var byte: UInt8 = 0
    }

    private var nodes = [Node()]
    /// The root's child for each byte; 0 where there is none.
    private var roots = [Int32](repeating: 0, count: 256)

    /// A trie of pieces whose ids are their places; of equal pieces the last counts, and empty ones are left out.
    init(_ pieces: [[UInt8]]) {
        let order = pieces.indices.filter { !pieces[$0].isEmpty }.sorted {
            pieces[$0].lexicographicallyPrecedes(pieces[$1])
                || !pieces[$1].lexicographicallyPrecedes(pieces[$0]) && $0 < $1
        }
        var level = [(node: 0, range: 0..<order.count)]
        var depth = 0
        while !level.isEmpty {
            var next: [(node: Int, range: Range<Int>)] = []
            for (node, range) in level {
                next += grow(node, range, depth, pieces, order)
            }
            level = next
            depth += 1
        }
        for child in Int(nodes[0].first)..<Int(nodes[0].first) + Int(nodes[0].count) {
            roots[Int(nodes[child].byte)] = Int32(child)
        }
    }

    /// Adds the children of a node that stands for the first `depth` bytes of the pieces in `range`.
    private mutating func grow(
        _ node: Int, _ range: Range<Int>, _ depth: Int, _ pieces: [[UInt8]], _ order: [Int]
    ) -> [(node: Int, range: Range<Int>)] {
        var place = range.lowerBound
        while place < range.upperBound, pieces[order[place]].count == depth {
            nodes[node].id = Int32(order[place])
            place += 1
        }
        var children: [(node: Int, range: Range<Int>)] = []
        nodes[node].first = Int32(nodes.count)
        while place < range.upperBound {
            let byte = pieces[order[place]][depth]
            var end = place + 1
            while end < range.upperBound, pieces[order[end]][depth] == byte { end += 1 }
            children.append((nodes.count, place..<end))
            nodes.append(Node(byte: byte))
            place = end
        }
        nodes[node].count = UInt16(children.count)
        return children
    }

    /// Calls `body` for each piece at `start`, the shortest first.
    @inline(__always)
    func forEachPiece(in bytes: [UInt8], from start: Int, _ body: (_ id: Int32, _ end: Int) -> Void) {
        guard start < bytes.count else { return }
        var node = Int(roots[Int(bytes[start])])
        var place = start + 1
        while node != 0 {
            if nodes[node].id >= 0 { body(nodes[node].id, place) }
            guard place < bytes.count else { return }
            node = child(of: node, bytes[place])
            place += 1
        }
    }

    private func child(of node: Int, _ byte: UInt8) -> Int {
        var low = Int(nodes[node].first)
        var high = low + Int(nodes[node].count)
        let end = high
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].byte < byte { low = middle + 1 } else { high = middle }
        }
        return low < end && nodes[low].byte == byte ? low : 0
    }
}
