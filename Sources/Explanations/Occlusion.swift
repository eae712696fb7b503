public import Tensors

/// What changes without each unit: the score of the whole text minus the score without the unit.
///
/// These changes don't add up to the score: two units that say the same hide each other, and a unit that needs
/// another counts with it.
public struct Occlusion: Sendable, Equatable {
    /// What each unit changes in each column of scores, [units × columns].
    public let changes: DoubleMatrix
    /// The scores of the whole text.
    public let whole: [Double]

    /// What is to be scored: the whole text, then the text without each unit in turn.
    public static func coalitions(units: Int) -> [Coalition] {
        let whole = Coalition(repeating: true, count: max(0, units))
        return [whole]
            + whole.indices.map { unit in
                var without = whole
                without[unit] = false
                return without
            }
    }

    /// Takes the differences of the scores of `coalitions`, [1 + units × columns].
    ///
    /// Throws `mismatchedSizes` without the row of the whole text, `notFinite` when a score isn't a number.
    public init(scores: DoubleMatrix) throws(ExplanationError) {
        guard scores.rows > 0 else {
            throw .mismatchedSizes(operation: "Occlusion", what: "rows", expected: 1, got: 0)
        }
        guard scores.values.allSatisfy(\.isFinite) else {
            throw .notFinite(operation: "Occlusion", what: "score")
        }
        whole = scores.row(0)
        var changes = DoubleMatrix(rows: scores.rows - 1, columns: scores.columns)
        for unit in 0..<changes.rows {
            for column in 0..<scores.columns {
                changes[unit, column] = scores[0, column] - scores[unit + 1, column]
            }
        }
        self.changes = changes
    }
}
