/// Reads one flat JSON object from bytes that are UTF-8.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Where it stands, in bytes from 1.
    var column: Int { place + 1 }
    var isAtEnd: Bool { place >= bytes.count }

    private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

    mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    /// Keys and values of the object that fills the rest of the bytes; nil where something else stands.
    mutating func object() -> [(key: String, value: [UInt8])]? {
        guard take("{") else { return nil }
        var pairs: [(key: String, value: [UInt8])] = []
        if take("}") { return isAtEnd ? pairs : nil }
        repeat {
            guard let key = string(), take(":"), let value = value() else { return nil }
            pairs.append((String(decoding: key, as: UTF8.self), value))
        } while take(",")
        guard take("}") else { return nil }
        return isAtEnd ? pairs : nil
    }

    /// The texts, numbers and truth values of the list that fills the bytes; nil where something else stands.
    mutating func texts() -> [String]? {
        skipSpace()
        guard take("[") else { return nil }
        var texts: [String] = []
        if take("]") { return isAtEnd ? texts : nil }
        repeat {
            guard ![UInt8(ascii: "["), UInt8(ascii: "{")].contains(next), let text = value() else {
                return nil
            }
            texts.append(String(decoding: text, as: UTF8.self))
        } while take(",")
        guard take("]") else { return nil }
        return isAtEnd ? texts : nil
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        skipSpace()
        return true
    }

    /// A value as the bytes of its cell.
    private mutating func value() -> [UInt8]? {
        switch next {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return nested()
        default:
            let start = place
            while place < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x09, 0x0D].contains(bytes[place]) {
                place += 1
            }
            let word = UnsafeBufferPointer(rebasing: bytes[start..<place])
            if word.elementsEqual("null".utf8) { return [] }
            guard
                word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
                    || Decimal.value(of: word) != nil
            else {
                place = start
                return nil
            }
            return Array(word)
        }
    }

    /// A list or object as it is written, to the bracket that closes it.
    private mutating func nested() -> [UInt8]? {
        let start = place
        var open: [UInt8] = []
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                guard string() != nil else { return nil }
                continue
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == bytes[place] else { return nil }
            default: break
            }
            place += 1
            if open.isEmpty { return Array(bytes[start..<place]) }
        }
        return nil
    }

    /// A text without its quotes and escapes; a lone surrogate becomes U+FFFD.
    private mutating func string() -> [UInt8]? {
        guard next == UInt8(ascii: "\"") else { return nil }
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"): guard escape(into: &text) else { return nil }
            case ..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private static let escapes: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        let sign = next
        place += 1
        if let plain = Self.escapes[sign] {
            text.append(plain)
            return true
        }
        guard sign == UInt8(ascii: "u"), let first = hex() else { return false }
        var units = [first]
        if UTF16.isLeadSurrogate(first), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        {
            let mark = place
            place += 2
            guard let second = hex() else { return false }
            if UTF16.isTrailSurrogate(second) { units.append(second) } else { place = mark }
        }
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        return true
    }

    private mutating func hex() -> UInt16? {
        guard place + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        place += 4
        return value
    }
}
