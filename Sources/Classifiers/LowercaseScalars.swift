/// The scalars of a text with their places in it, lower-cased as Python's `str.lower` does.
struct LowercaseScalars {
    private static let tableSize: UInt32 = 0x600
    /// The single lower-case scalar of each of the first scalars, or nil where there are several.
    private static let table: [Unicode.Scalar?] = (0..<tableSize).map { value in
        guard let scalar = Unicode.Scalar(value) else { return nil }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first : nil
    }
    private static let capitalSigma: Unicode.Scalar = "\u{3A3}"

    /// Calls `body` with each scalar and the UTF-8 range of the source scalar it comes from.
    static func forEach(
        in text: UnsafeBufferPointer<UInt8>, lowercase isOn: Bool,
        _ body: (Unicode.Scalar, Range<Int>) -> Void
    ) {
        var position = 0
        while position < text.count {
            let (scalar, length) = decode(text, position)
            let range = position..<position + length
            position += length
            lowercase(scalar, range, in: text, isOn: isOn) { body($0, range) }
        }
    }

    /// Calls `body` with what `scalar`, at `range` of `text`, becomes.
    @inline(__always)
    static func lowercase(
        _ scalar: Unicode.Scalar, _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isOn: Bool,
        _ body: (Unicode.Scalar) -> Void
    ) {
        if !isOn {
            body(scalar)
        } else if scalar.value < 0x80 {
            body(scalar.value &- 65 < 26 ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
        } else if scalar == capitalSigma {
            body(isFinal(range, in: text) ? "\u{3C2}" : "\u{3C3}")
        } else if scalar.value < tableSize, let lower = table[Int(scalar.value)] {
            body(lower)
        } else {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { body(lower) }
        }
    }

    /// The scalar at `position` of valid UTF-8 and its length in bytes.
    static func decode(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(text[position])
        guard first >= 0x80 else { return (Unicode.Scalar(UInt8(first)), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard position + length <= text.count else { return ("\u{FFFD}", 1) }
        var value = first & (0xFF >> UInt32(length + 1))
        for next in 1..<length { value = value << 6 | UInt32(text[position + next] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// Unicode's Final_Sigma: after a cased letter and not before one, looking through case-ignorable scalars.
    private static func isFinal(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isAfterCased = false
        var start = range.lowerBound
        while start > 0 {
            start -= 1
            if text[start] & 0xC0 == 0x80 { continue }
            let properties = decode(text, start).0.properties
            if properties.isCaseIgnorable { continue }
            isAfterCased = properties.isCased
            break
        }
        guard isAfterCased else { return false }
        var next = range.upperBound
        while next < text.count {
            let (scalar, length) = decode(text, next)
            guard scalar.properties.isCaseIgnorable else { return !scalar.properties.isCased }
            next += length
        }
        return true
    }
}
