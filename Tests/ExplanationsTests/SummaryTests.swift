import Explanations
import Tensors
import Testing

/// Words, global weights, attention and faithfulness.
struct SummaryTests {
    @Test(
        "a text falls into the pieces that people read",
        arguments: [
            ("don't  stop!", ["don't", "stop", "!"]), ("(4.5) stars...", ["(", "4.5", ")", "stars", "..."]),
            ("屏幕很好，ok", ["屏", "幕", "很", "好", "，", "ok"]), ("", []), (" \n", []), ("well-made", ["well-made"]),
            ("e\u{301}a 👍🏽", ["e\u{301}a", "👍🏽"]),
        ])
    func words(_ text: String, _ expected: [String]) {
        let bytes = Array(text.utf8)
        #expect(Words.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
    }

    @Test("weights are ranked by name, a dense block is one line with its share")
    func weights() throws {
        let weights = try DoubleMatrix(
            rows: 2, columns: 5, values: [3, -1, 2, 3, 4, /**/ -3, 0, 5, 0, 0])
        let blocks = [
            GlobalWeights.Block.named(
                "words", features: ["good", "bad", "ok"], documentFrequency: [7, 8, 9]),
            .dense("encoder", columns: 2),
        ]
        let global = try GlobalWeights(
            blocks: blocks, weights: weights, bias: [1, -1], choice: .init(top: 1))
        #expect(global.labels[0].positive.map(\.feature) == ["good"])
        #expect(global.labels[0].negative.map(\.feature) == ["bad"])
        #expect(global.labels[0].positive[0].documentFrequency == 7)
        #expect(global.labels[0].morePositive == 1)
        #expect(global.labels[0].moreNegative == 0)
        #expect(global.labels[0].shares == [14.0 / 39, 25.0 / 39])
        #expect(global.labels[1].positive.map(\.weight) == [5])
        #expect(global.labels[1].shares == [1, 0])
        let measured = try GlobalWeights(
            blocks: blocks, weights: weights, bias: [1, -1],
            contributions: DoubleMatrix(rows: 2, columns: 2, values: [1, 3, 0, 0]),
            choice: .init(top: 9, isCentred: true))
        #expect(measured.labels[0].shares == [0.25, 0.75])
        #expect(measured.labels[1].shares == [0, 0])
        #expect(measured.labels[0].positive.map(\.weight) == [3])
        #expect(measured.labels[0].negative.map(\.weight) == [-1.5, -0.5])
        // Against the other class, scaled by deviations, and only what is wanted.
        let against = try GlobalWeights(
            blocks: blocks, weights: weights, bias: [1, -1],
            choice: .init(top: 9, against: 1, deviations: [2, 1, 1, 0, 0]) { $0 != "ok" })
        #expect(against.labels[0].positive.map(\.weight) == [6])
        #expect(against.labels[0].positive.map(\.scaled) == [12])
        #expect(against.labels[0].negative.map(\.feature) == ["bad"])
        #expect(against.labels[0].unmatched == 1 && against.labels[0].bias == 2)
        #expect(against.labels[1].positive.isEmpty && against.labels[1].bias == 0)
        #expect(throws: ExplanationError.self) {
            try GlobalWeights(blocks: [blocks[0]], weights: weights, bias: [0, 0], choice: .init(top: 1))
        }
    }

    @Test("attention received sums to 1, entropy spans 0 to ln T, rollout rows sum to 1")
    func attention() throws {
        let even = try Matrix(rows: 2, columns: 2, values: [0.5, 0.5, 0.5, 0.5])
        let sharp = try Matrix(rows: 2, columns: 2, values: [1, 0, 1, 0])
        let summary = try AttentionSummary([[even, even], [sharp, sharp], [even, sharp]])
        #expect(try summary.received(layer: 1) == [1, 0])
        #expect(try summary.received(layer: 2) == [0.75, 0.25])
        #expect(try summary.entropy(layer: 1) == [0, 0])
        #expect(try summary.entropy(layer: 0).allSatisfy { abs($0 - 0.6931471805599453) < 1e-12 })
        let rollout = try AttentionSummary([[even], [sharp]]).rollout()
        // (½A₂ + ½I)(½A₁ + ½I) with A₁ even and A₂ all to the first.
        #expect(rollout.values == [0.75, 0.25, 0.5, 0.5])
        #expect(throws: ExplanationError.self) { try summary.received(layer: 3) }
        #expect(throws: ExplanationError.self) {
            try AttentionSummary([[even], [Matrix(rows: 1, columns: 2)]])
        }
        #expect(throws: ExplanationError.self) { try AttentionSummary([[even], []]) }
        #expect(try AttentionSummary([]).rollout().rows == 0)
    }

    @Test("the true ranking of an additive model beats random order, and its reverse does worse")
    func faithfulness() throws {
        let amounts = (0..<20).map { Double(20 - $0) }
        let best = Array(0..<20)
        let scattered = best.map { ($0 * 7) % 20 }
        let plan = try RemovalPlan(rankings: [best, best.reversed(), scattered])
        let scores = plan.coalitions.map { zip($0, amounts).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } }
        let found = try plan.figures(scores)
        // 1, 1, 2, 4 and 10 units are removed.
        #expect(abs(found[0].comprehensiveness - (20 + 20 + 39 + 74 + 155) / 5) < 1e-12)
        #expect(abs(found[0].sufficiency - (190 + 190 + 171 + 136 + 55) / 5) < 1e-12)
        #expect(found[0].deletion.first == 210 && found[0].deletion.last == 0)
        #expect(found[0].insertion.first == 0 && found[0].insertion.last == 210)
        #expect(found[0].deletion[1] == 171 && found[0].insertion[1] == 39)
        for measure in Faithfulness.Measure.allCases {
            let sign = measure.isBetterHigher ? 1.0 : -1
            #expect(sign * found[0].value(measure) > sign * found[2].value(measure))
            #expect(sign * found[1].value(measure) < sign * found[2].value(measure))
        }
        #expect(throws: ExplanationError.self) { try RemovalPlan(rankings: [[0, 0]]) }
        #expect(throws: ExplanationError.self) { try RemovalPlan(rankings: [[0, 1], [0]]) }
        #expect(throws: ExplanationError.self) { try plan.figures([1]) }
    }

    @Test("what is better than chance has an interval above 0, and noise has one around it")
    func comparison() throws {
        var random = SeededRandom(seed: 3)
        func figures(_ height: Double) -> Faithfulness? {
            let noise = random.unit() - 0.5
            return Faithfulness.mean(of: [])
                ?? (try? RemovalPlan(rankings: [[0]]).figures([0, height + noise]))?.first
        }
        let baseline = (0..<60).compactMap { _ in figures(0) }
        let rows = (0..<60).compactMap { _ in figures(-0.5).flatMap { good in figures(0).map { [good, $0] } }
        }
        let found = try FaithfulnessComparison(names: ["good", "noise"], figures: rows, random: baseline)
        let gains = found.methods.compactMap { $0.gain(.comprehensiveness) }
        #expect(gains.count == 2 && !gains[0].includesZero && gains[1].includesZero)
        #expect(gains[0].interval.contains(gains[0].mean) && abs(gains[0].mean - 0.5) < 0.15)
        #expect(
            found == (try FaithfulnessComparison(names: ["good", "noise"], figures: rows, random: baseline)))
        #expect(throws: ExplanationError.self) {
            try FaithfulnessComparison(names: [], figures: [], random: [])
        }
        #expect(throws: ExplanationError.self) {
            try FaithfulnessComparison(names: ["a"], figures: rows, random: baseline)
        }
    }
}
