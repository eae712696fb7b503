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
        let global = try GlobalWeights(blocks: blocks, weights: weights, bias: [1, -1], top: 1)
        #expect(global.labels[0].positive.map(\.feature) == ["good"])
        #expect(global.labels[0].negative.map(\.feature) == ["bad"])
        #expect(global.labels[0].positive[0].documentFrequency == 7)
        #expect(global.labels[0].morePositive == 1)
        #expect(global.labels[0].moreNegative == 0)
        #expect(global.labels[0].shares == [14.0 / 39, 25.0 / 39])
        #expect(global.labels[1].positive.map(\.weight) == [5])
        #expect(global.labels[1].shares == [1, 0])
        let measured = try GlobalWeights(
            blocks: blocks, weights: weights, bias: [1, -1], top: 9,
            contributions: DoubleMatrix(rows: 2, columns: 2, values: [1, 3, 0, 0]), centred: true)
        #expect(measured.labels[0].shares == [0.25, 0.75])
        #expect(measured.labels[1].shares == [0, 0])
        #expect(measured.labels[0].positive.map(\.weight) == [3])
        #expect(measured.labels[0].negative.map(\.weight) == [-1.5, -0.5])
        #expect(throws: ExplanationError.self) {
            try GlobalWeights(blocks: [blocks[0]], weights: weights, bias: [0, 0], top: 1)
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
        let score = { (isKept: [Bool]) in zip(isKept, amounts).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } }
        let best = try Faithfulness.measure(ranking: Array(0..<20), score: score)
        #expect(best.comprehensiveness > best.randomComprehensiveness)
        #expect(best.sufficiency < best.randomSufficiency)
        // 1, 1, 2, 4 and 10 units are removed.
        #expect(abs(best.comprehensiveness - (20 + 20 + 39 + 74 + 155) / 5) < 1e-12)
        let worst = try Faithfulness.measure(ranking: Array((0..<20).reversed()), score: score)
        #expect(worst.comprehensiveness < worst.randomComprehensiveness)
        #expect(throws: ExplanationError.self) { try Faithfulness.measure(ranking: [0, 0], score: score) }
    }
}
