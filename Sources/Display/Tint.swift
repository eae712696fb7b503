/// The one colour scale: blue for, red against, from nothing at 0 to full at the scale's end.
///
/// Semi-transparent, so that the page's own text colour stays readable on it in light and dark. Blue and vermilion
/// stay apart in all common forms of colour blindness (Okabe and Ito 2008).
enum Tint {
    static let blue = "16,124,220"
    static let red = "226,76,24"

    /// The background for a value; empty when it is as good as nothing.
    static func background(_ value: Double, scale: Double) -> String {
        let share = strength(value, scale: scale)
        guard share >= 0.02 else { return "" }
        return "background:rgba(\(value < 0 ? red : blue),\(decimals(0.06 + 0.49 * share)))"
    }

    /// The share of the scale, from 0 to 1.
    static func strength(_ value: Double, scale: Double) -> Double {
        guard value.isFinite, scale.isFinite, scale > 0 else { return 0 }
        return min(1, abs(value) / scale)
    }

    /// A number for a style, with two decimals at most.
    static func decimals(_ value: Double) -> String { NumberFormat.fixed(2).text(value) }
}
