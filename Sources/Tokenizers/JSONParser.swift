/// Where and why bytes are not JSON.
package struct JSONFailure: Error, Sendable, Equatable {
    /// The byte at which reading stopped.
    package let offset: Int
    /// What was expected there.
    package let reason: String
}

/// Reads JSON (RFC 8259) from bytes, fast enough for vocabularies, and never deeper than 128 levels.
package struct JSONParser {
    private static let deepest = 128
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private let detour: JSONDetour?
    /// The names that lead to the value being read, as far as only objects do.
    private var place: [String] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ detour: JSONDetour?) {
        self.bytes = bytes
        self.detour = detour
    }

    /// The value of a whole document.
    package static func parse(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
        try parse(bytes, taking: nil)
    }

    /// The value of a whole document, with `null` for what a detour reads.
    static func parse(_ bytes: [UInt8], taking detour: JSONDetour?) throws(JSONFailure) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { parse($0, taking: detour) }
        return try result.get()
    }

    /// The value of a whole document, or why it is none.
    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONFailure> {
        parse(bytes, taking: nil)
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, taking detour: JSONDetour?
    ) -> Result<JSONValue, JSONFailure> {
        var parser = JSONParser(bytes, detour)
        do throws(JSONFailure) {
            let value = try parser.value(depth: 0)
            parser.skipBlanks()
            guard parser.position == bytes.count else { throw parser.failure("the end") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    func failure(_ reason: String) -> JSONFailure { JSONFailure(offset: position, reason: reason) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: Unicode.Scalar) throws(JSONFailure) {
        guard take(byte) else { throw failure("\"\(byte)\"") }
    }

    /// Whether the next value begins with a byte.
    mutating func begins(with byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        return next == UInt8(ascii: byte)
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
        guard depth < Self.deepest else { throw failure("at most \(Self.deepest) levels") }
        skipBlanks()
        if let detour, place.count == depth, detour.places.contains(place) {
            try detour.read(place, with: &self)
            return .null
        }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
        try expect("{")
        var members: [JSONValue.Member] = []
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            let name = try string()
            try expect(":")
            members.append(JSONValue.Member(name: name, value: try member(name, depth: depth)))
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func member(_ name: String, depth: Int) throws(JSONFailure) -> JSONValue {
        guard detour != nil, place.count == depth else { return try value(depth: depth + 1) }
        place.append(name)
        defer { place.removeLast() }
        return try value(depth: depth + 1)
    }

    private mutating func array(depth: Int) throws(JSONFailure) -> JSONValue {
        try expect("[")
        var elements: [JSONValue] = []
        if take("]") { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
        let length = text.utf8CodeUnitCount
        guard bytes.count - position >= length else { throw failure("\(text)") }
        let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        guard matches else { throw failure("\(text)") }
        position += length
        return value
    }

    private mutating func number() throws(JSONFailure) -> JSONValue {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else {
            position = start
            throw failure("a value")
        }
        return .number(double)
    }

    /// A number of any form.
    mutating func double() throws(JSONFailure) -> Double {
        skipBlanks()
        let start = position
        if let short = shortDecimal() { return short }
        position = start
        switch try number() {
        case .integer(let value): return Double(value)
        case .number(let value): return value
        default: throw failure("a number")
        }
    }

    /// A number without exponent and of at most 15 digits; nil for any other, with the position anywhere in it.
    ///
    /// Such a mantissa and its power of ten are exact, so their quotient is rounded once (Clinger 1990).
    private mutating func shortDecimal() -> Double? {
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var (mantissa, digits, decimals) = (0.0, 0, 0)
        var isFraction = false
        while let byte = next {
            if (0x30...0x39).contains(byte) {
                mantissa = mantissa * 10 + Double(byte - 0x30)
                digits += 1
                if isFraction { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !isFraction, digits > 0 {
                isFraction = true
            } else {
                break
            }
            position += 1
        }
        guard digits > 0, digits <= 15, !isFraction || decimals > 0, next != 0x45, next != 0x65 else {
            return nil
        }
        let value = mantissa / Self.powers[decimals]
        return isNegative ? -value : value
    }

    private static let powers = (0...15).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }
}

// Strings.
extension JSONParser {
    private mutating func string() throws(JSONFailure) -> String {
        var collected: [UInt8] = []
        try string(into: &collected)
        guard let text = String(validating: collected, as: UTF8.self) else { throw failure("valid UTF-8") }
        return text
    }

    /// Appends the bytes of a string to `buffer`; whether they are UTF-8 is not checked.
    mutating func string(into buffer: inout [UInt8]) throws(JSONFailure) {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw failure("a string") }
        position += 1
        while true {
            let start = position
            while position < bytes.count, case let byte = bytes[position], byte != UInt8(ascii: "\""),
                byte != UInt8(ascii: "\\"), byte >= 0x20
            { position += 1 }
            buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
            guard let byte = next else { throw failure("\"\\\"\"") }
            guard byte >= 0x20 else { throw failure("no control character in a string") }
            position += 1
            if byte == UInt8(ascii: "\"") { return }
            buffer.append(contentsOf: String(try escape()).utf8)
        }
    }

    private mutating func escape() throws(JSONFailure) -> Unicode.Scalar {
        guard let byte = next else { throw failure("an escape") }
        position += 1
        switch Unicode.Scalar(byte) {
        case "\"", "\\", "/": return Unicode.Scalar(byte)
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicodeEscape()
        default: throw failure("an escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONFailure) -> Unicode.Scalar {
        let unit = try hexadecimal()
        guard (0xD800..<0xDC00).contains(unit) else {
            guard let scalar = Unicode.Scalar(unit) else { throw failure("a high surrogate first") }
            return scalar
        }
        guard next == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
        else {
            throw failure("a low surrogate")
        }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        else { throw failure("a low surrogate") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
        guard bytes.count - position >= 4,
            bytes[position..<position + 4].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits") }
        position += 4
        return unit
    }
}
