internal import Glibc
public import Tensors

/// What each unit changes on average over all orders in which a text's units can be put in: the one split that shares
/// the score fully, equally among equals, and gives nothing to units that change nothing (Shapley 1953).
public struct ShapleyValues: Sendable, Equatable {
    /// The value of each unit for each column of scores, [units × columns].
    public let values: DoubleMatrix
    /// The standard error of each value, [units × columns]; nil when all coalitions were scored and values are exact.
    public let errors: DoubleMatrix?
    /// The scores without any unit.
    public let empty: [Double]
    /// The scores of the whole text.
    public let whole: [Double]

    /// Averages over the orders of `plan`, or over all coalitions.
    ///
    /// `scores` has a row for each of the plan's coalitions. Throws `mismatchedSizes` when it hasn't, `notFinite` when a score
    /// isn't a number.
    public init(_ plan: ShapleyPlan, scores: DoubleMatrix) throws(ExplanationError) {
        guard scores.rows == plan.coalitions.count else {
            throw .mismatchedSizes(
                operation: "ShapleyValues", what: "rows", expected: plan.coalitions.count, got: scores.rows)
        }
        guard scores.values.allSatisfy(\.isFinite) else {
            throw .notFinite(operation: "ShapleyValues", what: "score")
        }
        // Without units the empty text is the whole one.
        (empty, whole) = (scores.row(0), scores.row(plan.units == 0 ? 0 : 1))
        if plan.isExact {
            (values, errors) = (Self.exact(plan, scores), nil)
        } else {
            let sampled = Self.sampled(plan, scores)
            (values, errors) = (sampled.values, sampled.errors)
        }
    }

    /// φ_i = Σ_S |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)) over all S without i.
    private static func exact(_ plan: ShapleyPlan, _ scores: DoubleMatrix) -> DoubleMatrix {
        let count = plan.units
        var places = [Int](repeating: 0, count: plan.coalitions.count)
        for (place, coalition) in plan.coalitions.enumerated() {
            let bits = coalition.indices.reduce(0) { $0 | (coalition[$1] ? 1 << $1 : 0) }
            places[bits] = place
        }
        // 1 / (n · C(n − 1, s)) for each size s of S.
        var weights: [Double] = []
        var choices = 1.0
        for size in 0..<count {
            weights.append(1 / (Double(count) * choices))
            choices = choices * Double(count - 1 - size) / Double(size + 1)
        }
        var values = DoubleMatrix(rows: count, columns: scores.columns)
        for bits in places.indices {
            for unit in 0..<count where bits >> unit & 1 == 0 {
                let (without, with) = (places[bits], places[bits | 1 << unit])
                let weight = weights[bits.nonzeroBitCount]
                for column in 0..<scores.columns {
                    values[unit, column] += weight * (scores[with, column] - scores[without, column])
                }
            }
        }
        return values
    }

    /// Means over pairs of orders, and their standard errors: pairs are independent, the two of a pair are not.
    private static func sampled(
        _ plan: ShapleyPlan, _ scores: DoubleMatrix
    ) -> (values: DoubleMatrix, errors: DoubleMatrix) {
        let pairs = plan.orders.count / 2
        var sums = DoubleMatrix(rows: plan.units, columns: scores.columns)
        var squares = sums
        for pair in 0..<pairs {
            var change = DoubleMatrix(rows: plan.units, columns: scores.columns)
            for place in [2 * pair, 2 * pair + 1] {
                let path = plan.paths[place]
                for (step, unit) in plan.orders[place].enumerated() {
                    for column in 0..<scores.columns {
                        change[unit, column] +=
                            (scores[path[step + 1], column] - scores[path[step], column]) / 2
                    }
                }
            }
            // Welford's update, since the squares of large scores would cancel.
            for place in change.values.indices {
                let gap = change.values[place] - sums.values[place]
                sums.values[place] += gap / Double(pair + 1)
                squares.values[place] += gap * (change.values[place] - sums.values[place])
            }
        }
        let count = Double(pairs)
        squares.values = squares.values.map { sqrt(max(0, $0) / max(1, count - 1) / max(1, count)) }
        return (sums, squares)
    }
}
