internal import Tensors

/// Which coalitions have to be scored for Shapley values: all of them, or those along sampled orders.
///
/// An order puts the units in one by one; a unit's marginal change averaged over all orders is its Shapley value (Shapley 1953;
/// sampling orders: Castro, Gómez and Tejada 2009). Each sampled order is followed by its reverse, which cancels
/// much of what pairs of units do together (Mitchell, Cooper, Frank and Holmes 2022, arXiv 2104.12199).
public struct ShapleyPlan: Sendable, Equatable {
    /// Up to so many units all coalitions are scored, if the budget allows.
    public static let mostExactUnits = 10
    /// As many as ten units have coalitions.
    public static let defaultBudget = 1024
    /// The fewest pairs of orders, without which there is no standard error.
    public static let fewestPairs = 2

    /// The number of units.
    public let units: Int
    /// What is to be scored: first no unit, then all units, then the rest, each once.
    public let coalitions: [Coalition]
    /// For each order the places in `coalitions` along it, from no unit to all.
    ///
    /// Orders 2i and 2i + 1 are a pair. Empty when all coalitions are scored.
    let paths: [[Int]]
    /// For each order the units as they come in.
    let orders: [[Int]]

    /// Whether the values will be exact.
    public var isExact: Bool { orders.isEmpty }
    /// The number of orders, in pairs.
    public var orderCount: Int { orders.count }

    /// The fewest texts that a sample over so many units has to score.
    public static func fewestTexts(units: Int) -> Int {
        let (inner, overflows) = max(0, units - 1).multipliedReportingOverflow(by: 2 * fewestPairs)
        return overflows ? .max : min(inner, .max - 2) + 2
    }

    /// Plans at most `budget` coalitions, but at least two pairs of orders.
    public init(units: Int, budget: Int = ShapleyPlan.defaultBudget, seed: UInt64 = 1) {
        self.units = max(0, units)
        var list = CoalitionList()
        let none = Coalition(repeating: false, count: self.units)
        _ = list.place(of: none)
        _ = list.place(of: none.map { _ in true })
        if self.units <= Self.mostExactUnits, 1 << self.units <= max(1, budget) || self.units <= 2 {
            for bits in 0..<(1 << self.units) { _ = list.place(of: none.indices.map { bits >> $0 & 1 == 1 }) }
            (coalitions, paths, orders) = (list.coalitions, [], [])
            return
        }
        let pairs = max(Self.fewestPairs, (budget - 2) / (2 * (self.units - 1)))
        var random = SeededRandom(seed: seed)
        var (paths, orders): ([[Int]], [[Int]]) = ([], [])
        for _ in 0..<pairs {
            let order = random.order(of: self.units)
            for order in [order, order.reversed()] {
                var coalition = none
                paths.append(
                    [0]
                        + order.map { unit in
                            coalition[unit] = true
                            return list.place(of: coalition)
                        })
                orders.append(order)
            }
        }
        (coalitions, self.paths, self.orders) = (list.coalitions, paths, orders)
    }
}
