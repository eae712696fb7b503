// Making SentencePiece's map from replacements of single code points.
extension CharacterMap {
    /// A code point and what it becomes, which may be nothing.
    package typealias Replacement = (point: UInt32, by: [UInt32])

    /// The bytes of a map; of several replacements of one code point the last counts.
    ///
    /// Source: Aoe 1989, the double array; laid out as Darts has it.
    package static func bytes(of replacements: [Replacement]) -> [UInt8] {
        var texts: [UInt8] = []
        var places: [[UInt8]: UInt32] = [:]
        var values: [(key: [UInt8], place: UInt32)] = []
        for (point, parts) in replacements where point > 0 {
            let text = parts.flatMap(utf8) + [0]
            let place = places[text] ?? UInt32(texts.count)
            if places.updateValue(place, forKey: text) == nil { texts += text }
            values.append((utf8(point), place))
        }
        var trie = DoubleArray()
        let units = trie.build(values)
        let length = UInt32(4 * units.count)
        return ([length] + units).flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
            + texts
    }

    private static func utf8(_ point: UInt32) -> [UInt8] {
        Array(UTF8.encode(Unicode.Scalar(point) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
}

/// A double array under construction: a node's children lie at its base, each shifted by its byte.
private struct DoubleArray {
    private final class Node {
        var children: [UInt8: Node] = [:]
        var value: UInt32?
    }

    private var units: [UInt32] = []
    private var isTaken: [Bool] = []
    /// Bases in use: two nodes with one base would take each other's children for their own.
    private var bases: Set<Int> = [0]
    private var firstFree = 1

    mutating func build(_ values: [(key: [UInt8], place: UInt32)]) -> [UInt32] {
        let root = Node()
        for (key, place) in values {
            var node = root
            for byte in key {
                let next = node.children[byte] ?? Node()
                node.children[byte] = next
                node = next
            }
            node.value = place
        }
        grow(to: 1)
        isTaken[0] = true
        place(root, at: 0)
        return units
    }

    /// Writes a node's unit and those of all below it.
    private mutating func place(_ node: Node, at index: Int) {
        let labels = node.children.keys.sorted()
        let wanted = (node.value == nil ? [] : [UInt8(0)]) + labels
        guard let first = wanted.first else { return }
        let base = freeBase(for: wanted, first: first)
        bases.insert(base)
        for label in wanted { isTaken[base ^ Int(label)] = true }
        units[index] |= UInt32(index ^ base) << 10 | (node.value == nil ? 0 : 1 << 8)
        if let value = node.value { units[base] = value | 1 << 31 }
        for label in labels { units[base ^ Int(label)] = UInt32(label) }
        for label in labels {
            if let child = node.children[label] { place(child, at: base ^ Int(label)) }
        }
    }

    /// A base at which every label finds a free unit.
    private mutating func freeBase(for labels: [UInt8], first: UInt8) -> Int {
        while firstFree < isTaken.count, isTaken[firstFree] { firstFree += 1 }
        var slot = firstFree
        while true {
            let base = slot ^ Int(first)
            grow(to: (base | 0xFF) + 1)
            if !isTaken[slot], !bases.contains(base), labels.allSatisfy({ !isTaken[base ^ Int($0)] }) {
                return base
            }
            slot += 1
        }
    }

    private mutating func grow(to count: Int) {
        guard count > units.count else { return }
        let more = (count + 255) / 256 * 256 - units.count
        units.append(contentsOf: repeatElement(0, count: more))
        isTaken.append(contentsOf: repeatElement(false, count: more))
    }
}
