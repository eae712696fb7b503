import Explanations
import Tensors
import Testing

/// The sum of an explanation is the score that the prediction path computes, on random models.
struct AttributionTests {
    static let models = (0..<12).compactMap { seed in
        try? RandomModel(
            seed: UInt64(seed), classes: 2 + seed % 4, isNormalised: seed % 2 == 0, isScaled: seed % 3 == 0)
    }

    @Test("all random models could be made") func present() { #expect(Self.models.count == 12) }

    @Test("bias and contributions sum to the score of every class", arguments: models.indices)
    func exact(_ number: Int) throws {
        let attribution = try Self.models[number].attribution()
        #expect(attribution.isExact(within: 1e-6))
        for label in 0..<attribution.classes {
            let blocks = attribution.total(of: "tfidf")[label] + attribution.total(of: "encoder")[label]
            #expect(abs(blocks + attribution.bias[label] - attribution.sum(label)) <= 1e-12)
        }
    }

    @Test(
        "by words, the sum is the same and words get what their pieces and n-grams had",
        arguments: models.indices)
    func words(_ number: Int) throws {
        let attribution = try Self.models[number].attribution()
        let words = Words.ranges(in: RandomModel.text)
        let merged = try attribution.byWords(words, in: RandomModel.text)
        #expect(merged.contributions.prefix(words.count).map(\.range) == words)
        // The special token and the one that isn't pooled have no place.
        #expect(merged.contributions.count == words.count + 2)
        for label in 0..<attribution.classes {
            #expect(abs(merged.sum(label) - attribution.sum(label)) <= 1e-12)
        }
        let totals = try merged.repeatedWords(0)
        #expect(totals.first { $0.name == "good" }?.count == 2)
        let rest = merged.contributions.dropFirst(words.count).reduce(0) { $0 + $1.amounts[0] }
        #expect(abs(totals.reduce(merged.bias[0] + rest) { $0 + $1.amount } - merged.sum(0)) <= 1e-12)
    }

    @Test("centring and contrast keep the residual and don't change a softmax", arguments: models.indices)
    func contrast(_ number: Int) throws {
        let attribution = try Self.models[number].attribution()
        let centred = attribution.centred()
        #expect(centred.isExact(within: 1e-6))
        #expect(abs(centred.scores.reduce(0, +)) <= 1e-12)
        for unit in centred.contributions { #expect(abs(unit.amounts.reduce(0, +)) <= 1e-12) }
        let contrast = try attribution.contrast(1, against: 0)
        #expect(contrast.classes == 1)
        #expect(contrast.isExact(within: 1e-6))
        #expect(abs(contrast.scores[0] - (attribution.scores[1] - attribution.scores[0])) <= 1e-15)
        #expect(throws: ExplanationError.self) { try attribution.contrast(0, against: 9) }
    }

    @Test("a wrong score shows as residual")
    func residual() throws {
        let unit = Contribution(block: "b", name: "x", range: nil, amounts: [1, 2])
        let attribution = try Attribution(contributions: [unit], bias: [0.5, 0], scores: [1.5, 2.25])
        #expect(attribution.residual(0) == 0)
        #expect(attribution.residual(1) == 0.25)
        #expect(!attribution.isExact())
        #expect(throws: ExplanationError.self) {
            try Attribution(contributions: [unit], bias: [0], scores: [0])
        }
    }

    @Test("an n-gram is shared by the words it covers, a feature by its places")
    func sharing() throws {
        let text = "a bc a"
        let features = [
            SparseAttribution.Feature(column: 0, name: "a", value: 2, places: [0..<1, 5..<6]),
            SparseAttribution.Feature(column: 1, name: "a bc", value: 1, places: [0..<4]),
            SparseAttribution.Feature(column: 2, name: "rating", value: 3, places: []),
        ]
        let weights = try DoubleMatrix(rows: 1, columns: 3, values: [1, 4, 10])
        let units = try SparseAttribution.contributions(block: "b", features: features, weights: weights)
        let merged = try Attribution(contributions: units, bias: [0], scores: [36])
            .byWords(Words.ranges(in: text), in: text)
        #expect(merged.contributions.map { $0.amounts[0] } == [3, 2, 1, 30])
        #expect(merged.contributions.map(\.name) == ["a", "bc", "a", "rating"])
        #expect(throws: ExplanationError.self) {
            try SparseAttribution.contributions(
                block: "b", features: [.init(column: 3, name: "", value: 1, places: [])], weights: weights)
        }
        #expect(throws: ExplanationError.self) { try merged.byWords([4..<5, 0..<1], in: text) }
        #expect(throws: ExplanationError.self) { try merged.byWords([0..<99], in: text) }
    }

    @Test("material of different sizes is refused")
    func sizes() throws {
        let tokens = Matrix(rows: 2, columns: 3)
        let weights = DoubleMatrix(rows: 2, columns: 3)
        #expect(throws: ExplanationError.self) {
            try DenseAttribution(tokens: tokens, pooling: [1], weights: weights)
        }
        #expect(throws: ExplanationError.self) {
            try DenseAttribution(tokens: tokens, pooling: [1, 0], weights: DoubleMatrix(rows: 2, columns: 4))
        }
        #expect(throws: ExplanationError.self) {
            try DenseAttribution(tokens: tokens, pooling: [1, 0], weights: weights, deviation: [1])
        }
        #expect(throws: ExplanationError.self) {
            try DenseAttribution(tokens: tokens, pooling: [.nan, 0], weights: weights)
        }
        let dense = try DenseAttribution(tokens: tokens, pooling: [1, 0], norm: 0, weights: weights)
        #expect(dense.amounts.values.allSatisfy { $0 == 0 })
        #expect(throws: ExplanationError.self) {
            try dense.contributions(block: "b", names: ["x"], ranges: [nil, nil])
        }
    }
}
