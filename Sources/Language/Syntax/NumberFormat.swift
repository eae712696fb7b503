/// Numbers as the language writes them.
enum NumberFormat {
    /// The shortest decimal that reads back as the same number, without `.0`.
    static func text(_ number: Double) -> String {
        isPlainWhole(number) ? String(Int(number)) : "\(number)"
    }

    /// Whether a number is written with digits alone.
    static func isPlainWhole(_ number: Double) -> Bool {
        guard let whole = Int(exactly: number) else { return false }
        return abs(whole) < 1_000_000_000_000_000
    }
}
