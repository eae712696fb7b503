/// How a number is written.
///
/// The decimal sign is a point, thousands are parted by commas.
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

    /// Writes a number;
    ///
    /// `signed` puts `+` before positive ones. Not a number is `–`.
    public func text(_ value: Double, signed: Bool = false) -> String { "\(value)" }

    /// Writes a whole number with thousands separators.
    public static func count(_ value: Int) -> String { "\(value)" }
}
