/// Why bytes are not JSON that the wire takes.
enum JSONError: Error, Equatable {
    case unexpectedEnd
    case unexpectedByte(at: Int)
    case tooDeep(at: Int)
    case invalidText(at: Int)
}

extension JSON {
    /// Parses one value that fills `bytes`: strict RFC 8259, nested at most `JSONParser.depthLimit` deep.
    ///
    /// An escaped lone surrogate, which no text can hold, becomes U+FFFD.
    init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes)
        self = try parser.parseDocument()
    }
}

/// Reads JSON from UTF-8 bytes.
struct JSONParser {
    /// Deeper nesting is refused, so that neither parsing nor freeing a value can exhaust the stack.
    static let depthLimit = 200

    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte; nil at the end.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func parseDocument() throws(JSONError) -> JSON {
        let value = try parseValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw .unexpectedByte(at: position) }
        return value
    }

    mutating func parseValue(depth: Int) throws(JSONError) -> JSON {
        guard depth < Self.depthLimit else { throw .tooDeep(at: position) }
        skipSpace()
        guard let byte = next else { throw .unexpectedEnd }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: return try parseNumber()
        }
    }

    mutating func parseObject(depth: Int) throws(JSONError) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        skipSpace()
        if consume("}") { return .object(members) }
        while true {
            skipSpace()
            let name = try parseString()
            skipSpace()
            try expect(":")
            members.append(JSON.Member(name, try parseValue(depth: depth + 1)))
            skipSpace()
            if consume("}") { return .object(members) }
            try expect(",")
        }
    }

    mutating func parseArray(depth: Int) throws(JSONError) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if consume("]") { return .array(elements) }
        while true {
            elements.append(try parseValue(depth: depth + 1))
            skipSpace()
            if consume("]") { return .array(elements) }
            try expect(",")
        }
    }

    mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for byte in String(describing: word).utf8 {
            guard let found = next else { throw .unexpectedEnd }
            guard found == byte else { throw .unexpectedByte(at: position) }
            position += 1
        }
        return value
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Steps over `character` if it comes next.
    mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard let byte = next, byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        guard position < bytes.count else { throw .unexpectedEnd }
        guard consume(character) else { throw .unexpectedByte(at: position) }
    }
}
