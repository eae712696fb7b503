internal import Tensors

/// Whether the units that an explanation ranks first matter to the model, against random order.
///
/// The measures of DeYoung et al. (2020), arXiv 1911.03429, averaged over shares of units. Removing words makes texts
/// that nobody wrote, so these compare explanations, they don't prove one.
public struct Faithfulness: Sendable, Equatable {
    /// The shares of units removed or kept, at least one unit each, over which figures are averaged.
    public static let shares = [0.01, 0.05, 0.1, 0.2, 0.5]
    /// Mean fall of the score when the top units are removed; higher is better.
    public let comprehensiveness: Double
    /// Mean fall of the score when only the top units are kept; lower is better.
    public let sufficiency: Double
    /// `comprehensiveness` of random orders, averaged.
    public let randomComprehensiveness: Double
    /// `sufficiency` of random orders, averaged.
    public let randomSufficiency: Double

    /// Measures one explained text.
    ///
    /// - Parameters:
    ///   - ranking: the unit numbers `0 ..< n` in some order, most important first
    ///   - randomOrders: how many random orders to average
    ///   - seed: of the random orders
    ///   - score: the model's score or probability for the explained class when only the units at which the argument
    ///     is true are in the text
    public static func measure(
        ranking: [Int], randomOrders: Int = 5, seed: UInt64 = 0, score: ([Bool]) throws -> Double
    ) throws -> Faithfulness {
        guard ranking.sorted() == Array(ranking.indices) else {
            throw ExplanationError.outOfRange(
                operation: "Faithfulness", what: "unit of the ranking", value: ranking.max() ?? 0,
                count: ranking.count)
        }
        let whole = try score(ranking.map { _ in true })
        func figures(_ order: [Int]) throws -> (removed: Double, kept: Double) {
            var sums = (removed: 0.0, kept: 0.0)
            for share in shares {
                let top = max(1, Int((share * Double(order.count)).rounded()))
                var isTop = order.map { _ in false }
                for unit in order.prefix(top) { isTop[unit] = true }
                sums.removed += whole - (try score(isTop.map { !$0 }))
                sums.kept += whole - (try score(isTop))
            }
            return (sums.removed / Double(shares.count), sums.kept / Double(shares.count))
        }
        let own = try figures(ranking)
        var random = SeededRandom(seed: seed)
        var sums = (removed: 0.0, kept: 0.0)
        let orders = max(1, randomOrders)
        for _ in 0..<orders {
            var order = Array(ranking.indices)
            for last in order.indices.dropFirst().reversed() {
                order.swapAt(last, Int(random.unit() * Double(last + 1)))
            }
            let one = try figures(order)
            sums = (sums.removed + one.removed, sums.kept + one.kept)
        }
        return Faithfulness(
            comprehensiveness: own.removed, sufficiency: own.kept,
            randomComprehensiveness: sums.removed / Double(orders),
            randomSufficiency: sums.kept / Double(orders))
    }
}
