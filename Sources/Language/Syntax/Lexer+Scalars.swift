extension Lexer {
    /// A code point as written, and its plain twin when it is full-width punctuation.
    struct Scalar {
        let value: UInt32
        let plain: UInt32
    }

    /// Reads the code point at the position, which must lie inside the text.
    mutating func readScalar() -> Scalar {
        let first = bytes[position]
        if first < 0x80 {
            position += 1
            return Scalar(value: UInt32(first), plain: UInt32(first))
        }
        let length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2)
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(byte(offset) & 0x3F) }
        position = min(position + length, bytes.count)
        return Scalar(value: value, plain: Self.plainTwin(value))
    }

    /// What Chinese input methods type, as its plain twin.
    private static func plainTwin(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A: value  // full-width letters stay letters
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0x3000, 0x00A0, 0x0085, 0x2002...0x200A, 0x2028, 0x2029: UInt32(ascii: " ")
        case 0x3001: UInt32(ascii: ",")
        case 0x2212: UInt32(ascii: "-")
        case 0x3010: UInt32(ascii: "[")
        case 0x3011: UInt32(ascii: "]")
        case 0x2018, 0x2019: UInt32(ascii: "'")
        case 0x201C, 0x201D: UInt32(ascii: "\"")
        default: value
        }
    }

    func isDigit(_ plain: UInt32) -> Bool { plain >= 0x30 && plain <= 0x39 }

    /// ASCII letters, digits and `_`.
    @inline(__always) static func isPlainWord(_ byte: UInt32) -> Bool {
        ((byte | 0x20) &- 0x61 < 26 && byte >= 0x41) || byte &- 0x30 < 10 || byte == 0x5F
    }

    /// Letters of any script, digits, combining marks and `_`.
    func isWord(_ plain: UInt32, _ value: UInt32) -> Bool {
        if plain < 0x80 {
            return Self.isPlainWord(plain)
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        if (0x4E00...0x9FFF).contains(value) { return true }
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: return !(0xFE00...0xFE0F).contains(value)
        default: return false
        }
    }

    mutating func readSymbol(_ scalar: Scalar, from start: Int) {
        if scalar.plain == UInt32(ascii: "-"), nextIsDigit() {
            readNumber(from: start, sign: -1)
        } else if let pair = pairSymbol(scalar) {
            append(.symbol(pair), from: start)
        } else if scalar.plain < 0x80, let symbol = Self.singles[Int(scalar.plain)] {
            append(.symbol(symbol), from: start)
        } else {
            skipUnknown()
            if !isSecondOfPair(from: start) { report(.unexpectedCharacter(text(from: start)), from: start) }
            append(.invalid, from: start)
        }
    }

    /// Whether what was read since `start` only closes a mark that has been reported, as `》` does `《`.
    private func isSecondOfPair(from start: Int) -> Bool {
        guard case .syntax(.unexpectedCharacter(let opener))? = diagnostics.last?.problem else {
            return false
        }
        return ["《》", "〈〉", "«»", "‹›", "„“"].contains(opener + text(from: start))
    }

    private func nextIsDigit() -> Bool {
        guard position < bytes.count else { return false }
        var probe = self
        return isDigit(probe.readScalar().plain)
    }

    /// A mark of two characters, whose second is consumed; or a single one that stands for two.
    private mutating func pairSymbol(_ first: Scalar) -> Symbol? {
        switch first.value {
        case 0x2264: return .lessOrEqual
        case 0x2265: return .greaterOrEqual
        case 0x2260: return .notEqual
        default: break
        }
        guard position < bytes.count else { return nil }
        let before = position
        let second = readScalar().plain
        if let symbol = Self.pair(first.plain, second), !(symbol == .leftArrow && nextIsDigit()) {
            return symbol
        }
        position = before
        return nil
    }

    /// Marks of one ASCII character, by its number.
    private static let singles: [Symbol?] = (0..<128).map { (byte: UInt8) in
        Symbol(rawValue: String(Character(Unicode.Scalar(byte))))
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> Symbol? {
        guard first < 0x80, second < 0x80 else { return nil }
        switch (UInt8(first), UInt8(second)) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")): return .doubleEquals
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): return .notEqual
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): return .lessOrEqual
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): return .greaterOrEqual
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): return .lessGreater
        case (UInt8(ascii: "<"), UInt8(ascii: "-")): return .leftArrow
        case (UInt8(ascii: "-"), UInt8(ascii: ">")): return .rightArrow
        case (UInt8(ascii: ":"), UInt8(ascii: "=")): return .walrus
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): return .doubleAmpersand
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): return .doublePipe
        case (UInt8(ascii: "."), UInt8(ascii: ".")): return .range
        default: return nil
        }
    }

    /// Takes the rest of a run of characters that mean nothing, so that an emoji of several code points is
    /// one mistake.
    private mutating func skipUnknown() {
        while position < bytes.count, byte() >= 0x80 {
            let before = position
            let scalar = readScalar()
            if scalar.plain < 0x80 || isWord(scalar.plain, scalar.value) || pairSymbol(scalar) != nil {
                position = before
                return
            }
        }
    }
}
