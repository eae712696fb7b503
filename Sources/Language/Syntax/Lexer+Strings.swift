extension Lexer {
    mutating func readString(from start: Int, opener: Scalar) {
        let quote = opener.plain
        if quote == UInt32(ascii: "\""), byte() == 0x22, byte(1) == 0x22, opener.value == 0x22 {
            position += 2
            readLongString(from: start)
            return
        }
        if opener.value == quote, let end = plainEnd(UInt8(truncatingIfNeeded: quote)) {
            let content = String(decoding: bytes[position..<end], as: UTF8.self)
            position = end + 1
            append(.string(content), from: start)
            return
        }
        let closes = closing(opener)
        if let text = readQuoted(until: closes, isMultiline: false) {
            append(.string(text), from: start)
        } else {
            report(.unterminatedString(quote: quote == 0x27 ? "'" : "\""), from: start)
            append(.invalid, from: start)
        }
    }

    /// `「…」` or `『…』`, whose closer follows the opener in Unicode.
    mutating func readCornerString(from start: Int, opener: Scalar) {
        let closer = opener.value + 1
        if let text = readQuoted(until: { $0 == closer }, isMultiline: false) {
            append(.string(text), from: start)
        } else {
            report(.unterminatedString(quote: opener.value == 0x300C ? "」" : "』"), from: start)
            append(.invalid, from: start)
        }
    }

    /// A string ends at its own style of quote, plain or curly; at the other style when the line has none of
    /// its own.
    private func closing(_ opener: Scalar) -> (UInt32) -> Bool {
        let twins: [UInt32] =
            opener.plain == UInt32(ascii: "\"") ? [0x201C, 0x201D, 0xFF02] : [0x2018, 0x2019, 0xFF07]
        let straight: (UInt32) -> Bool = { $0 == opener.plain }
        let curly: (UInt32) -> Bool = { twins.contains($0) }
        let own = opener.value == opener.plain ? straight : curly
        var probe = self
        if probe.readQuoted(until: own, isMultiline: false, reporting: false) != nil { return own }
        return opener.value == opener.plain ? curly : straight
    }

    /// Where the same plain quote follows on the line, before any escape.
    private func plainEnd(_ quote: UInt8) -> Int? {
        var index = position
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D,
            bytes[index] != UInt8(ascii: "\\")
        {
            if bytes[index] == quote { return index }
            index += 1
        }
        return nil
    }

    private mutating func readLongString(from start: Int) {
        if byte() == 0x0D { position += 1 }
        if byte() == 0x0A { position += 1 }
        var result: [UInt8] = []
        while position < bytes.count {
            if byte() == 0x22, byte(1) == 0x22, byte(2) == 0x22 {
                position += 3
                append(.string(String(decoding: result, as: UTF8.self)), from: start)
                return
            }
            readStringPart(into: &result, reporting: true)
        }
        openText = SourceSpan(start, start + 3)
        report(.unterminatedString(quote: "\"\"\""), from: start)
        append(.invalid, from: start)
    }

    /// Reads up to a closing quote of one code point and behind it; nil when the line or text ends first, at
    /// whose end the position then is.
    mutating func readQuoted(
        until closes: (UInt32) -> Bool, isMultiline: Bool, reporting: Bool = true
    ) -> String? {
        var result: [UInt8] = []
        while position < bytes.count {
            if byte() == 0x0A || byte() == 0x0D { return nil }
            let before = position
            if closes(readScalar().value) { return String(decoding: result, as: UTF8.self) }
            position = before
            readStringPart(into: &result, reporting: reporting)
        }
        return nil
    }

    /// Takes one code point or one escape.
    private mutating func readStringPart(into result: inout [UInt8], reporting: Bool) {
        let start = position
        guard byte() == UInt8(ascii: "\\") else {
            _ = readScalar()
            result.append(contentsOf: bytes[start..<position])
            return
        }
        position += 1
        guard position < bytes.count, byte() != 0x0A, byte() != 0x0D else {
            if reporting { report(.badEscape(text(from: start)), from: start) }
            return
        }
        let escaped = readScalar().plain
        switch escaped {
        case UInt32(ascii: "n"): result.append(0x0A)
        case UInt32(ascii: "t"): result.append(0x09)
        case UInt32(ascii: "r"): result.append(0x0D)
        case UInt32(ascii: "\\"), UInt32(ascii: "\""), UInt32(ascii: "'"), UInt32(ascii: "`"):
            result.append(UInt8(truncatingIfNeeded: escaped))
        case UInt32(ascii: "u"):
            if let scalar = readHexadecimal() {
                result.append(contentsOf: String(Character(scalar)).utf8)
            } else if reporting {
                report(.badEscape(text(from: start)), from: start)
            }
        default: if reporting { report(.badEscape(text(from: start)), from: start) }
        }
    }

    /// Reads `{1F600}`.
    private mutating func readHexadecimal() -> Unicode.Scalar? {
        guard byte() == UInt8(ascii: "{") else { return nil }
        position += 1
        var value: UInt32 = 0
        var digits = 0
        while position < bytes.count, let digit = Character(Unicode.Scalar(byte())).hexDigitValue, digits < 8
        {
            value = value << 4 | UInt32(digit)
            digits += 1
            position += 1
        }
        guard digits > 0, digits <= 6, byte() == UInt8(ascii: "}") else { return nil }
        position += 1
        return Unicode.Scalar(value)
    }
}
