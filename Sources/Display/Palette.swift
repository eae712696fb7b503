/// What tells series apart: colours that stay apart in all common forms of colour blindness (Okabe and Ito 2008), and marks of
/// different shape, so that a chart reads without colour too.
enum Palette {
    /// The colour of a series, in the order in which series are told apart best.
    static func color(_ series: Int) -> String { colors[series % colors.count] }

    /// The mark of a series.
    static func mark(_ series: Int) -> SVG.Mark { SVG.Mark.allCases[series % SVG.Mark.allCases.count] }

    private static let colors = [
        Tint.blue, Tint.red, "0,158,115", "204,121,167", "200,140,0", "86,180,233", "120,94,240", "128,128,128",
    ]
}
