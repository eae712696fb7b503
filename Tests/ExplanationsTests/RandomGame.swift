import Explanations
import Tensors

/// A game whose value is a random polynomial of the units that are there: single units, pairs and triples.
struct RandomGame {
    let units: Int
    private let empty: Double
    private var singles: [Double]
    private let pairs: [[Double]]
    private let triples: [(Int, Int, Int, Double)]

    init(units: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func draw() -> Double { 2 * random.unit() - 1 }
        self.units = units
        empty = draw()
        singles = (0..<units).map { _ in draw() }
        pairs = (0..<units).map { _ in (0..<units).map { _ in draw() } }
        triples = units < 3 ? [] : (0..<units).map { ($0, ($0 + 1) % units, ($0 + 2) % units, 3 * draw()) }
    }

    /// The same game in which `dummy` changes nothing.
    func without(_ dummy: Int) -> (Coalition) -> Double {
        { coalition in
            var coalition = coalition
            coalition[dummy] = false
            return value(coalition)
        }
    }

    /// The same game in which two units are alike.
    func symmetric(_ first: Int, _ second: Int) -> (Coalition) -> Double {
        { coalition in
            var mirrored = coalition
            mirrored.swapAt(first, second)
            return (value(coalition) + value(mirrored)) / 2
        }
    }

    func value(_ coalition: Coalition) -> Double {
        var sum = empty
        for unit in 0..<units where coalition[unit] {
            sum += singles[unit]
            for other in 0..<unit where coalition[other] { sum += pairs[unit][other] }
        }
        for (a, b, c, amount) in triples where coalition[a] && coalition[b] && coalition[c] { sum += amount }
        return sum
    }

    /// The Shapley values by Harsanyi's dividends: each term is shared equally by those that it needs.
    var exact: [Double] {
        var values = singles
        for unit in 0..<units {
            for other in 0..<unit {
                values[unit] += pairs[unit][other] / 2
                values[other] += pairs[unit][other] / 2
            }
        }
        for (a, b, c, amount) in triples { for unit in [a, b, c] { values[unit] += amount / 3 } }
        return values
    }
}

extension ShapleyPlan {
    /// The values of a game over this plan's coalitions.
    func values(_ game: (Coalition) -> Double) throws -> ShapleyValues {
        try ShapleyValues(
            self,
            scores: DoubleMatrix(rows: coalitions.count, columns: 1, values: coalitions.map(game)))
    }
}
