/// Numbers as the language writes them.
enum NumberFormat {
    /// The shortest decimal that reads back as the same number, without `.0`.
    static func text(_ number: Double) -> String {
        if let whole = Int(exactly: number), abs(whole) < 1_000_000_000_000_000 { return String(whole) }
        return "\(number)"
    }
}
