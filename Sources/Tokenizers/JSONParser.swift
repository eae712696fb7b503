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

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value of a whole document.
    package static func parse(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { parse($0) }
        return try result.get()
    }

    /// The value of a whole document, or why it is none.
    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONFailure> {
        var parser = JSONParser(bytes)
        do throws(JSONFailure) {
            let value = try parser.value(depth: 0)
            parser.skipBlanks()
            guard parser.position == bytes.count else { throw parser.failure("the end") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private func failure(_ reason: String) -> JSONFailure { JSONFailure(offset: position, reason: reason) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: Unicode.Scalar) throws(JSONFailure) {
        guard take(byte) else { throw failure("\"\(byte)\"") }
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
        guard depth < Self.deepest else { throw failure("at most \(Self.deepest) levels") }
        skipBlanks()
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
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
        } while take(",")
        try expect("}")
        return .object(members)
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
}

// Strings.
extension JSONParser {
    private mutating func string() throws(JSONFailure) -> String {
        guard next == UInt8(ascii: "\"") else { throw failure("a string") }
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            position += 1
        }
        guard next == UInt8(ascii: "\"") else { return try escapedString(from: start) }
        defer { position += 1 }
        return try text(of: bytes[start..<position])
    }

    private func text(of slice: some Collection<UInt8>) throws(JSONFailure) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw failure("valid UTF-8") }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONFailure) -> String {
        var collected = Array(bytes[start..<position])
        while let byte = next {
            guard byte >= 0x20 else { throw failure("no control character in a string") }
            position += 1
            if byte == UInt8(ascii: "\"") { return try text(of: collected) }
            if byte == UInt8(ascii: "\\") {
                collected.append(contentsOf: String(try escape()).utf8)
            } else {
                collected.append(byte)
            }
        }
        throw failure("\"\\\"\"")
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
