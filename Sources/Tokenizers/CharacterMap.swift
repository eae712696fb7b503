/// SentencePiece's precompiled character map: a double-array trie over UTF-8, whose values are places in a list of
/// texts that end with a zero byte.
///
/// The map is asked about graphemes below six bytes, then about code points; of all prefixes found the shortest counts,
/// as it does in the reference.
package struct CharacterMap: Sendable {
    private let units: [UInt32]
    private let texts: [UInt8]
    /// Whether ASCII but for control characters stays as it is, so that plain text needs no look-up.
    private let keepsASCII: [Bool]

    /// Reads a map; nil when its sizes don't fit its bytes or its texts aren't UTF-8.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        let length = Self.word(bytes, at: 0)
        guard length % 4 == 0, length > 0, Int(length) <= bytes.count - 4 else { return nil }
        units = (0..<Int(length) / 4).map { Self.word(bytes, at: 4 + 4 * $0) }
        texts = Array(bytes[(4 + Int(length))...])
        guard String(validating: texts, as: UTF8.self) != nil else { return nil }
        var keeps = [Bool](repeating: false, count: 128)
        let (units, texts) = (units, texts)
        for byte in 0..<128 {
            keeps[byte] = Self.replacement(of: CollectionOfOne(UInt8(byte)), units, texts) == nil
        }
        keepsASCII = keeps
    }

    private static func word(_ bytes: [UInt8], at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }

    /// What the shortest known prefix of `key` becomes; nil where none is known.
    private static func replacement(
        of key: some Sequence<UInt8>, _ units: [UInt32], _ texts: [UInt8]
    ) -> ArraySlice<UInt8>? {
        func offset(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & 1 << 9) >> 6)) }
        var node = offset(units[0])
        for byte in key {
            if byte == 0 { return nil }
            node ^= Int(byte)
            guard units.indices.contains(node) else { return nil }
            let unit = units[node]
            guard unit & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
            node ^= offset(unit)
            guard unit >> 8 & 1 == 1 else { continue }
            guard units.indices.contains(node) else { return nil }
            let start = Int(units[node] & 0x7FFF_FFFF)
            guard start < texts.count else { return nil }
            return texts[start...].prefix { $0 != 0 }
        }
        return nil
    }

    private func replacement(of key: some Sequence<UInt8>) -> [UInt32]? {
        guard let text = Self.replacement(of: key, units, texts) else { return nil }
        return String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
    }

    /// Normalises in place.
    func apply(to text: inout AlignedText) {
        guard !text.points.allSatisfy({ $0 < 0x80 && keepsASCII[Int($0)] }) else { return }
        var changes: [AlignedText.Change] = []
        changes.reserveCapacity(text.count)
        let count = text.count
        var index = 0
        while index < count {
            let point = text.points[index]
            // a plain ASCII character before another is a grapheme
            if point < 0x80, keepsASCII[Int(point)], index + 1 == count || text.points[index + 1] < 0x80 {
                changes.append(AlignedText.Change(point: point))
                index += 1
                continue
            }
            var end = index + 1
            // an ASCII character before a mark may also belong to what is before it
            while end < count, text.points[end] >= 0x80 || end + 1 < count && text.points[end + 1] >= 0x80 {
                end += 1
            }
            if end < count, text.points[end] == 0x0A { end += 1 }
            apply(to: text.points[index..<end], &changes)
            index = end
        }
        text.transform(changes)
    }

    private func apply(to points: ArraySlice<UInt32>, _ changes: inout [AlignedText.Change]) {
        var string = String.UnicodeScalarView()
        for point in points { string.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
        for grapheme in String(string) {
            let bytes = grapheme.utf8
            if bytes.count < 6, let new = replacement(of: bytes) {
                replace(grapheme.unicodeScalars.count, by: new, &changes)
                continue
            }
            for scalar in grapheme.unicodeScalars {
                if let new = replacement(of: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) {
                    replace(1, by: new, &changes)
                } else {
                    changes.append(AlignedText.Change(point: scalar.value))
                }
            }
        }
    }

    /// What stands for more than before is put in after; what is removed is removed after the last that stays.
    private func replace(_ count: Int, by new: [UInt32], _ changes: inout [AlignedText.Change]) {
        for point in new { changes.append(AlignedText.Change(point: point)) }
        let difference = new.count - count
        if difference > 0 {
            for index in changes.indices.suffix(difference) { changes[index].shift = 1 }
        } else if difference < 0, let last = changes.indices.last {
            changes[last].shift += difference
        }
    }
}
