/// Decimal numbers as data files write them.
enum Decimal {
    /// The value of `[+-] digits [. digits] [e [+-] digits]`, spaces around it allowed; nil for anything else.
    ///
    /// Rounded correctly: in one exact step where 53 bits and a power of ten below 10²³ suffice (Clinger 1990), else
    /// by the library.
    static func value(of bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var first = bytes.startIndex
        var end = bytes.endIndex
        while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
        while end > first, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        guard let parts = Parts(UnsafeBufferPointer(rebasing: bytes[first..<end])) else { return nil }
        if parts.digits <= 19, parts.mantissa <= 1 << 53, abs(parts.exponent) < powers.count {
            let whole = Double(parts.mantissa)
            let power = powers[abs(parts.exponent)]
            let magnitude = parts.exponent < 0 ? whole / power : whole * power
            return parts.isNegative ? -magnitude : magnitude
        }
        let value = Double(String(decoding: bytes[first..<end], as: UTF8.self))
        return value?.isFinite == true ? value : nil
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// Sign, digits and power of ten of a number.
    private struct Parts {
        var isNegative = false
        /// All digits as one number; only right when there are at most 19.
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0

        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            var place = 0
            if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                place = 1
            }
            var seen = takeDigits(bytes, &place)
            if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
                place += 1
                let decimals = takeDigits(bytes, &place)
                exponent = -decimals
                seen += decimals
            }
            guard seen > 0 else { return nil }
            if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
                place += 1
                guard let power = Self.power(bytes, &place) else { return nil }
                exponent += power
            }
            guard place == bytes.count else { return nil }
        }

        private mutating func takeDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int {
            let start = place
            while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa > 0 { digits += 1 }
                place += 1
            }
            return place - start
        }

        private static func power(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
            var isNegative = false
            if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                isNegative = bytes[place] == UInt8(ascii: "-")
                place += 1
            }
            let start = place
            var power = 0
            while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
                power = min(power * 10 + Int(digit), 100_000)
                place += 1
            }
            guard place > start else { return nil }
            return isNegative ? -power : power
        }
    }
}
