import Explanations
import Foundation
import Tensors
import Testing

@Suite("Shapley values are exact where they say so, and tell their error where they are sampled")
struct ShapleyTests {
    @Test(
        "All coalitions give the values of Harsanyi's dividends", arguments: Array(1...10),
        [1, 2] as [UInt64])
    func enumeration(units: Int, seed: UInt64) throws {
        let game = RandomGame(units: units, seed: seed)
        let plan = ShapleyPlan(units: units)
        #expect(plan.isExact && plan.coalitions.count == 1 << units)
        let found = try plan.values(game.value)
        #expect(found.errors == nil)
        for (value, exact) in zip(found.values.values, game.exact) { #expect(abs(value - exact) < 1e-12) }
    }

    @Test(
        "Units that change nothing get nothing, equals get the same, and all add up to the score",
        arguments: [4, 9, 10, 14, 25], [1, 2, 3] as [UInt64])
    func axioms(units: Int, seed: UInt64) throws {
        let game = RandomGame(units: units, seed: seed)
        let plan = ShapleyPlan(units: units, seed: seed)
        #expect(plan.isExact == (units <= ShapleyPlan.mostExactUnits))
        let dummy = try plan.values(game.without(units / 2))
        #expect(abs(dummy.values[units / 2, 0]) < 1e-12)
        if let errors = dummy.errors { #expect(errors[units / 2, 0] < 1e-12) }
        for found in [try plan.values(game.value), dummy] {
            let sum = found.values.values.reduce(found.empty[0], +)
            #expect(abs(sum - found.whole[0]) < 1e-10)
        }
        // What is sampled treats equals alike only within its error.
        let alike = try plan.values(game.symmetric(0, units - 1))
        let gap = abs(alike.values[0, 0] - alike.values[units - 1, 0])
        if let errors = alike.errors {
            #expect(gap <= 5 * (errors[0, 0] + errors[units - 1, 0]))
        } else {
            #expect(gap < 1e-12)
        }
    }

    @Test("Sampled orders come nearer to the exact values the more there are, on average over all seeds")
    func limit() throws {
        let game = RandomGame(units: 8, seed: 5)
        func distance(budget: Int) throws -> Double {
            var sum = 0.0
            for seed in 1...40 as ClosedRange<UInt64> {
                let found = try ShapleyPlan(units: 8, budget: budget, seed: seed).values(game.value)
                sum += zip(found.values.values, game.exact).reduce(0) { $0 + abs($1.0 - $1.1) }
            }
            return sum / 40
        }
        // 8 units, so 14 coalitions a pair; fewer than all 256, so that orders are sampled.
        let (few, many) = (try distance(budget: 30), try distance(budget: 240))
        // 2 pairs against 17: the error falls as one over the square root.
        #expect(many < few / 2)
        var mean = [Double](repeating: 0, count: 8)
        for seed in 1...400 as ClosedRange<UInt64> {
            let found = try ShapleyPlan(units: 8, budget: 240, seed: seed).values(game.value)
            for unit in 0..<8 { mean[unit] += found.values[unit, 0] / 400 }
        }
        for (value, exact) in zip(mean, game.exact) { #expect(abs(value - exact) < 0.03) }
    }

    @Test("The standard error is the spread of values over seeds")
    func standardError() throws {
        let (units, trials) = (12, 600)
        let game = RandomGame(units: units, seed: 9)
        var (sums, squares) = ([Double](repeating: 0, count: units), [Double](repeating: 0, count: units))
        var told = squares
        var inside = 0
        for seed in 1...UInt64(trials) {
            let found = try ShapleyPlan(units: units, budget: 662, seed: seed).values(game.value)
            let errors = try #require(found.errors)
            for unit in 0..<units {
                let value = found.values[unit, 0]
                sums[unit] += value
                squares[unit] += value * value
                told[unit] += errors[unit, 0] * errors[unit, 0]
                if abs(value - game.exact[unit]) <= 1.96 * errors[unit, 0] { inside += 1 }
            }
        }
        for unit in 0..<units {
            let mean = sums[unit] / Double(trials)
            let spread = (squares[unit] / Double(trials) - mean * mean).squareRoot()
            let error = (told[unit] / Double(trials)).squareRoot()
            #expect(abs(error / spread - 1) < 0.12, "unit \(unit): \(error) told, \(spread) seen")
        }
        // 30 pairs, so the t distribution would ask for 2.05 errors rather than 1.96: some 94% lie within.
        let share = Double(inside) / Double(units * trials)
        #expect(share > 0.92 && share < 0.97, "\(share)")
    }

    @Test(
        "An order and its reverse tell more than two orders: an additive game and one of pairs leave no error"
    )
    func reversed() throws {
        let weights = (0..<15).map { Double($0) - 6 }
        let plan = ShapleyPlan(units: 15, budget: 200)
        let found = try plan.values { coalition in
            zip(coalition, weights).reduce(1) { $0 + ($1.0 ? $1.1 : 0) }
                + (coalition[3] && coalition[9] ? 4 : 0)
        }
        for unit in 0..<15 {
            let exact = weights[unit] + (unit == 3 || unit == 9 ? 2 : 0)
            #expect(abs(found.values[unit, 0] - exact) < 1e-12)
            #expect(try #require(found.errors)[unit, 0] < 1e-12)
        }
    }

    @Test("Orders in pairs leave less error than as many orders alone")
    func pairsHelp() throws {
        let (units, pairs) = (12, 6)
        let game = RandomGame(units: units, seed: 3)
        var (paired, alone) = (0.0, 0.0)
        for seed in 1...300 as ClosedRange<UInt64> {
            let found = try ShapleyPlan(units: units, budget: 2 + pairs * 2 * (units - 1), seed: seed)
                .values(game.value)
            var random = SeededRandom(seed: seed &+ 1000)
            var means = [Double](repeating: 0, count: units)
            for _ in 0..<2 * pairs {
                var coalition = Coalition(repeating: false, count: units)
                var last = game.value(coalition)
                for unit in random.order(of: units) {
                    coalition[unit] = true
                    let next = game.value(coalition)
                    means[unit] += (next - last) / Double(2 * pairs)
                    last = next
                }
            }
            for unit in 0..<units {
                paired +=
                    (found.values[unit, 0] - game.exact[unit]) * (found.values[unit, 0] - game.exact[unit])
                alone += (means[unit] - game.exact[unit]) * (means[unit] - game.exact[unit])
            }
        }
        // Of triples a pair of orders still leaves something; of single units and pairs nothing.
        #expect(paired < alone / 2, "mean squares \(paired) in pairs, \(alone) alone")
    }

    @Test("A plan keeps to its budget, asks for nothing twice, and is the same for the same seed")
    func plan() {
        for (units, budget) in [(11, 1024), (40, 1024), (40, 5000), (300, 10), (9, 100), (0, 5), (1, 1)] {
            let plan = ShapleyPlan(units: units, budget: budget, seed: 3)
            #expect(Set(plan.coalitions).count == plan.coalitions.count)
            #expect(
                plan.coalitions.count <= max(budget, ShapleyPlan.fewestTexts(units: units)),
                "\(units) units, budget \(budget): \(plan.coalitions.count)")
            #expect(plan == ShapleyPlan(units: units, budget: budget, seed: 3))
            if units > 10 { #expect(plan != ShapleyPlan(units: units, budget: budget, seed: 4)) }
        }
        #expect(ShapleyPlan.fewestTexts(units: .max) == .max)
        #expect(throws: ExplanationError.self) {
            try ShapleyValues(ShapleyPlan(units: 3), scores: DoubleMatrix(rows: 2, columns: 1))
        }
        #expect(throws: ExplanationError.self) { try ShapleyPlan(units: 3).values { _ in .nan } }
    }

    @Test("Occlusion is the score that leaves with a unit")
    func occlusion() throws {
        let game = RandomGame(units: 7, seed: 2)
        let coalitions = Occlusion.coalitions(units: 7)
        let scores = try DoubleMatrix(rows: 8, columns: 1, values: coalitions.map(game.value))
        let found = try Occlusion(scores: scores)
        for unit in 0..<7 {
            var without = Coalition(repeating: true, count: 7)
            without[unit] = false
            #expect(found.changes[unit, 0] == game.value(coalitions[0]) - game.value(without))
        }
        #expect(throws: ExplanationError.self) { try Occlusion(scores: DoubleMatrix(rows: 0, columns: 1)) }
        #expect(Occlusion.coalitions(units: 0) == [[]])
        let nothing = try ShapleyPlan(units: 0).values { _ in 3 }
        #expect(nothing.empty == [3] && nothing.whole == [3] && nothing.values.values.isEmpty)
    }
}
