/// Whether the units an explanation ranks first matter to the model (DeYoung et al. 2020), against random order.
public struct Faithfulness: Sendable, Equatable {
    /// The shares of units removed or kept, over which figures are averaged.
    public static let shares = [0.01, 0.05, 0.1, 0.2, 0.5]
    /// Mean fall of the score when the top units are removed; higher is better.
    public let comprehensiveness: Double
    /// Mean fall of the score when only the top units are kept; lower is better.
    public let sufficiency: Double
    /// `comprehensiveness` of random orders, averaged.
    public let randomComprehensiveness: Double
    /// `sufficiency` of random orders, averaged.
    public let randomSufficiency: Double
}

extension Faithfulness {
    /// Measures one explained text.
    ///
    /// - Parameters:
    ///   - ranking: unit numbers `0 ..< n`, most important first
    ///   - randomOrders: how many random orders to average
    ///   - seed: of the random orders
    ///   - score: the model's score or probability for the explained class when only the units at which the argument
    ///     is true are in the text
    public static func measure<Failure: Error>(
        ranking: [Int], randomOrders: Int = 5, seed: UInt64 = 0, score: ([Bool]) throws(Failure) -> Double
    ) throws(Failure) -> Faithfulness {
        Faithfulness(comprehensiveness: 0, sufficiency: 0, randomComprehensiveness: 0, randomSufficiency: 0)
    }
}
