/// What stands in one place of a table.
public enum Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    /// A text.
    case text(String)
    /// A text that stands out: a total, a row's name.
    case strong(String)
    /// A piece of the user's language or data, in a fixed-width face.
    case code(String)
    /// A text with marked spans.
    case highlighted(HighlightedText)
    /// A number.
    case number(Double, NumberFormat)
    /// A number with its sign, coloured from red at `-scale` to blue at `scale`.
    case signed(Double, NumberFormat, scale: Double)
    /// A number shaded from nothing at 0 to full at `scale`, as in a confusion matrix.
    case shaded(Double, NumberFormat, scale: Double)
    /// A number with a bar as long as its share of `of`; negative ones are red.
    case bar(Double, NumberFormat, of: Double)
    /// Nothing known: a dash.
    case missing
    /// Nothing at all.
    case empty

    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }

    /// A whole number with thousands separators.
    public static func count(_ value: Int) -> Cell { .number(Double(value), .fixed(0)) }
}
