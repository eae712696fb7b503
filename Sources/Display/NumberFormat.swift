import Glibc

/// How a number is written: with a decimal point, and thousands parted by commas.
public enum NumberFormat: Sendable, Equatable {
    /// Whole numbers without decimals, others with up to four significant digits.
    case automatic
    /// A fixed number of decimals (0 ... 15).
    case fixed(Int)
    /// A number of significant digits (1 ... 15), trailing zeros kept.
    case significant(Int)
    /// A share as per cent with a fixed number of decimals: 0.256 is 25.6%.
    case percent(Int)
    /// Seconds, in the unit that suits: `12 ms`, `3.4 s`, `2 min 5 s`, `1 h 2 min`.
    case duration
    /// Bytes, in the unit that suits, of 1000: `512 B`, `1.2 MB`.
    case bytes

    /// Writes a number, with `+` before positive ones if `signed`.
    ///
    /// What rounds to zero has no sign; what is not a number is a dash.
    public func text(_ value: Double, signed: Bool = false) -> String {
        if value.isNaN { return "–" }
        if value.isInfinite { return value < 0 ? "-∞" : signed ? "+∞" : "∞" }
        let digits = magnitude(abs(value))
        guard digits.unicodeScalars.contains(where: { ("1"..."9").contains($0) }) else { return digits }
        return (value < 0 ? "-" : signed ? "+" : "") + digits
    }

    /// Writes a whole number with thousands separators.
    public static func count(_ value: Int) -> String {
        (value < 0 ? "-" : "") + grouped(String(value.magnitude))
    }

    private func magnitude(_ value: Double) -> String {
        switch self {
        case .automatic:
            let isWhole = value == value.rounded() && value < 1e15
            return isWhole ? Self.fixed(value, 0) : Self.significant(value, 4, trimmed: true)
        case .fixed(let decimals): return Self.fixed(value, min(max(decimals, 0), 15))
        case .significant(let digits): return Self.significant(value, min(max(digits, 1), 15), trimmed: false)
        case .percent(let decimals): return Self.fixed(value * 100, min(max(decimals, 0), 15)) + "%"
        case .duration: return Self.duration(value)
        case .bytes: return Self.bytes(value)
        }
    }

    /// Decimals as C writes them: correctly rounded.
    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value < 1e21 else { return significant(value, 4, trimmed: true) }
        let text = printed("%.*f", decimals, value)
        guard let point = text.firstIndex(of: ".") else { return grouped(text) }
        return grouped(String(text[..<point])) + text[point...]
    }

    private static func significant(_ value: Double, _ digits: Int, trimmed: Bool) -> String {
        guard value > 0 else { return "0" }
        let scientific = printed("%.*e", digits - 1, value)
        guard let mark = scientific.firstIndex(of: "e"),
            let power = Int(scientific[scientific.index(after: mark)...])
        else { return scientific }
        guard (-5...14).contains(power) else {
            return (trimmed ? Self.trimmed(String(scientific[..<mark])) : String(scientific[..<mark]))
                + "e\(power)"
        }
        let text = fixed(value, max(0, digits - 1 - power))
        return trimmed ? Self.trimmed(text) : text
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case 0: return "0 s"
        case ..<0.000_999_5: return significant(seconds * 1e6, 2, trimmed: true) + " µs"
        case ..<0.999_5: return significant(seconds * 1000, seconds < 0.0995 ? 2 : 3, trimmed: true) + " ms"
        case ..<59.95: return fixed(seconds, 1) + " s"
        case ..<3_599.5:
            let whole = Int(seconds.rounded())
            return "\(whole / 60) min \(whole % 60) s"
        case ..<1e12:
            let minutes = Int((seconds / 60).rounded())
            return "\(count(minutes / 60)) h \(minutes % 60) min"
        default: return significant(seconds, 3, trimmed: true) + " s"
        }
    }

    private static func bytes(_ value: Double) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var scaled = value
        var unit = 0
        while scaled >= 999.5, unit + 1 < units.count {
            scaled /= 1000
            unit += 1
        }
        return (unit == 0 || scaled >= 99.95 ? fixed(scaled, 0) : fixed(scaled, 1)) + " " + units[unit]
    }

    private static func grouped(_ digits: String) -> String {
        guard digits.utf8.count > 4 || (digits.utf8.count == 4) else { return digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }

    private static func printed(_ format: String, _ digits: Int, _ value: Double) -> String {
        withVaList([CInt(digits), value]) { list in
            var buffer = [CChar](repeating: 0, count: 64)
            let count = vsnprintf(&buffer, buffer.count, format, list)
            return String(
                decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
