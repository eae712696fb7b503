/// How the points of a group look: colour and shape each tell the group alone.
///
/// The colours stay apart in all common forms of colour blindness and on light and dark (after Okabe and Ito 2008).
struct PointMark {
    enum Shape { case circle, square, triangle, diamond, cross, plus, ring }

    let color: String
    let shape: Shape
    /// In pictures made of letters.
    let letter: Character

    private static let own: [PointMark] = [
        PointMark(color: "16,124,220", shape: .circle, letter: "A"),
        PointMark(color: "226,76,24", shape: .square, letter: "B"),
        PointMark(color: "0,158,115", shape: .triangle, letter: "C"),
        PointMark(color: "204,121,167", shape: .diamond, letter: "D"),
        PointMark(color: "230,159,0", shape: .cross, letter: "E"),
        PointMark(color: "86,180,233", shape: .plus, letter: "F"),
        PointMark(color: "150,110,60", shape: .ring, letter: "G"),
    ]
    private static let rest = PointMark(color: "128,128,128", shape: .circle, letter: "·")

    /// How many groups have a mark of their own.
    static var count: Int { own.count }

    /// The mark of a group, counted from 0; all beyond the seventh share one, as points without a group do.
    static func of(_ group: Int?) -> PointMark {
        group.flatMap { own.indices.contains($0) ? own[$0] : nil } ?? rest
    }
}
