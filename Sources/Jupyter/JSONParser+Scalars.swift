extension JSONParser {
    mutating func parseNumber() throws(JSONError) -> JSON {
        let start = position
        _ = consume("-")
        if !consume("0") { try expectDigits() }
        var isWhole = true
        if consume(".") {
            isWhole = false
            try expectDigits()
        }
        if consume("e") || consume("E") {
            isWhole = false
            if !consume("+") { _ = consume("-") }
            try expectDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw .unexpectedByte(at: start) }
        return .number(value)
    }

    mutating func expectDigits() throws(JSONError) {
        let start = position
        while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
        guard position > start else { throw next == nil ? .unexpectedEnd : .unexpectedByte(at: position) }
    }

    mutating func parseString() throws(JSONError) -> String {
        try expect("\"")
        let start = position
        try skipPlainText()
        guard next == UInt8(ascii: "\\") else {
            let text = try text(of: bytes[start..<position], at: start)
            position += 1
            return text
        }
        var unescaped = Array(bytes[start..<position])
        while !consume("\"") {
            if consume("\\") {
                try parseEscape(into: &unescaped)
            } else {
                let run = position
                try skipPlainText()
                unescaped.append(contentsOf: bytes[run..<position])
            }
        }
        return try text(of: unescaped[...], at: start)
    }

    /// Goes to the next quote or backslash.
    mutating func skipPlainText() throws(JSONError) {
        while let byte = next {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            guard byte >= 0x20 else { throw .unexpectedByte(at: position) }
            position += 1
        }
        throw .unexpectedEnd
    }

    func text(of slice: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw .invalidText(at: start) }
        return text
    }

    mutating func parseEscape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw .unexpectedEnd }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try parseScalar())).utf8)
        default: throw .unexpectedByte(at: position - 1)
        }
    }

    /// The scalar after `\u`, from one code unit or a pair; U+FFFD for half a pair.
    mutating func parseScalar() throws(JSONError) -> Unicode.Scalar {
        let unit = try parseCodeUnit()
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let afterLead = position
        if consume("\\"), consume("u") {
            let trail = try parseCodeUnit()
            if UTF16.isTrailSurrogate(trail) {
                return Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF)))
                    ?? "\u{FFFD}"
            }
        }
        position = afterLead
        return "\u{FFFD}"
    }

    mutating func parseCodeUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw .unexpectedEnd }
            guard let digit = HexDigits.value(of: byte) else { throw .unexpectedByte(at: position) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
