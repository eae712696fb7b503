internal import Glibc

/// Numbers as the language writes them.
enum NumberFormat {
    /// The shortest decimal that reads back as the same number, without `.0`.
    static func text(_ number: Double) -> String {
        isPlainWhole(number) ? String(Int(number)) : "\(number)"
    }

    /// A positive number to two significant digits.
    static func short(_ number: Double) -> String {
        guard number > 1e-12, number < 1e12 else { return text(number) }
        let power = pow(10, 1 - log10(number).rounded(.down))
        return text((number * power).rounded() / power)
    }

    /// Whether a number is written with digits alone.
    static func isPlainWhole(_ number: Double) -> Bool {
        guard let whole = Int(exactly: number) else { return false }
        return abs(whole) < 1_000_000_000_000_000
    }
}
