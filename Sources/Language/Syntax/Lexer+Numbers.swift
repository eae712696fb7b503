extension Lexer {
    /// Reads a number, or a word that begins with digits such as `20newsgroups`.
    mutating func readNumber(from start: Int, sign: Double = 1) {
        position = sign < 0 ? start + signLength(at: start) : start
        var digits = readDigits()
        if byte() == UInt8(ascii: "."), isDigit(UInt32(byte(1))) {
            position += 1
            digits += "." + readDigits()
        }
        digits += readExponent()
        let numberEnd = position
        skipWord()
        if position > numberEnd || (byte() == UInt8(ascii: ".") && isDigit(UInt32(byte(1)))) {
            finishOddNumber(from: start, sign: sign, hasPoint: digits.contains("."))
            return
        }
        guard let value = Double(digits), value.isFinite else {
            report(.badNumber(text(from: start)), from: start)
            append(.invalid, from: start)
            return
        }
        finishNumber(value == 0 ? 0 : sign * value, from: start)
    }

    private func signLength(at start: Int) -> Int { bytes[start] < 0x80 ? 1 : 3 }

    private mutating func finishNumber(_ value: Double, from start: Int) {
        let before = position
        while byte() == 0x20 { position += 1 }
        let isPercent: Bool
        if position < bytes.count, readScalar().plain == UInt32(ascii: "%") {
            isPercent = true
        } else {
            isPercent = false
            position = before
        }
        append(isPercent ? .percent(value / 100) : .number(value), from: start)
    }

    private mutating func finishOddNumber(from start: Int, sign: Double, hasPoint: Bool) {
        while byte() == UInt8(ascii: "."), isDigit(UInt32(byte(1))) {
            position += 1
            skipWord()
        }
        let text = text(from: start)
        if sign > 0, !text.contains(".") {
            append(.word(text), from: start)
        } else {
            report(.badNumber(text), from: start)
            append(.invalid, from: start)
        }
    }

    /// Plain digits of a run, full-width ones included.
    private mutating func readDigits() -> String {
        var digits = ""
        while position < bytes.count {
            let before = position
            let scalar = readScalar()
            guard isDigit(scalar.plain), let digit = Unicode.Scalar(scalar.plain) else {
                position = before
                break
            }
            digits.unicodeScalars.append(digit)
        }
        return digits
    }

    private mutating func readExponent() -> String {
        guard byte() | 0x20 == UInt8(ascii: "e") else { return "" }
        let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
        guard isDigit(UInt32(byte(hasSign ? 2 : 1))) else { return "" }
        let sign = byte(1) == UInt8(ascii: "-") ? "-" : ""
        position += hasSign ? 2 : 1
        return "e" + sign + readDigits()
    }
}
