import Tensors
import Testing

@testable import Encoders

/// Losses and gradients beside torch's, and by finite differences.
@Suite struct ObjectiveTests {
    struct Golden: Decodable, Sendable {
        struct Softmax: Decodable, Sendable {
            let smoothing, consistency, loss: Double
            let balanced: Bool
            let labels, rows: [Int]
            let vectors, weight, bias, vectorGradient, weightGradient, biasGradient: [Float]
        }
        struct Pairs: Decodable, Sendable {
            let labels, rows: [Int]
            let vectors, vectorGradient: [Float]
            let loss: Double
        }
        let dimension, labelCount: Int
        let softmax: [Softmax]
        let pairs: Pairs
    }

    let golden: Golden

    init() throws { golden = try Reference.read("objectives.json", as: Golden.self) }

    private func softmax(_ golden: Golden.Softmax) -> SoftmaxObjective {
        let objective = SoftmaxObjective(
            labels: golden.labels, labelCount: self.golden.labelCount, dimension: self.golden.dimension,
            depth: 3, smoothing: golden.smoothing, consistency: golden.consistency, balanced: golden.balanced,
            seed: 1)
        for (parameter, values) in zip(objective.parameters, [golden.weight, golden.bias]) {
            for (place, value) in values.enumerated() { parameter.value.pointer[place] = value }
        }
        return objective
    }

    private func evaluate(
        _ objective: any Objective, _ rows: [Int], _ vectors: [Float], scale: Float = 1
    ) -> (loss: Double, gradient: [Float]) {
        var gradient = [Float](repeating: .nan, count: vectors.count)
        let loss = objective.evaluate(
            rows, vectors: vectors, dimension: golden.dimension, scale: scale, gradient: &gradient)
        return (loss, gradient)
    }

    private func gradients(_ objective: any Objective) -> [[Float]] {
        objective.parameters.map { p in (0..<p.count).map { p.gradient.pointer[$0] } }
    }

    @Test func crossEntropyIsTorchs() {
        #expect(golden.softmax.count == 8)
        for golden in golden.softmax {
            let objective = softmax(golden)
            let found = evaluate(objective, golden.rows, golden.vectors)
            #expect(abs(found.loss / golden.loss - 1) <= 1e-5)
            #expect(Reference.distance(found.gradient, golden.vectorGradient) <= 1e-5)
            let own = gradients(objective)
            #expect(Reference.distance(own[0], golden.weightGradient) <= 1e-5)
            #expect(Reference.distance(own[1], golden.biasGradient) <= 1e-5)
        }
    }

    @Test func cosinesOfPairsAreSentenceTransformers() {
        let pairs = golden.pairs
        let found = evaluate(PairObjective(labels: pairs.labels), pairs.rows, pairs.vectors)
        #expect(abs(found.loss / pairs.loss - 1) <= 1e-5)
        #expect(Reference.distance(found.gradient, pairs.vectorGradient) <= 1e-5)
    }

    @Test func gradientsAreThoseOfSmallSteps() {
        var cases: [(objective: any Objective, rows: [Int], vectors: [Float])] = golden.softmax.map {
            (softmax($0), $0.rows, $0.vectors)
        }
        cases.append((PairObjective(labels: golden.pairs.labels), golden.pairs.rows, golden.pairs.vectors))
        for (objective, rows, vectors) in cases {
            let found = evaluate(objective, rows, vectors, scale: 2)
            func check(_ analytic: Float, _ loss: (Float) -> Double) {
                let step: Float = 1.0 / 1024
                let slope = 2 * (loss(step) - loss(-step)) / Double(2 * step)
                #expect(abs(slope - Double(analytic)) <= 1e-3 * max(0.1, abs(slope)))
            }
            for place in vectors.indices {
                check(found.gradient[place]) { step in
                    var moved = vectors
                    moved[place] += step
                    return evaluate(objective, rows, moved).loss
                }
            }
            // the evaluations so far added to them
            for parameter in objective.parameters { parameter.clearGradient() }
            _ = evaluate(objective, rows, vectors, scale: 2)
            for (parameter, analytic) in zip(objective.parameters, gradients(objective)) {
                for place in 0..<parameter.count {
                    let value = parameter.value.pointer[place]
                    check(analytic[place]) { step in
                        parameter.value.pointer[place] = value + step
                        defer { parameter.value.pointer[place] = value }
                        return evaluate(objective, rows, vectors).loss
                    }
                }
            }
        }
    }

    @Test func theHeadBeginsSmallAndSeeded() {
        func weights(_ seed: UInt64) -> [Float] {
            let objective = SoftmaxObjective(
                labels: [0, 1], labelCount: 4, dimension: 500, depth: 3, seed: seed)
            let parameter = objective.parameters[0]
            return (0..<parameter.count).map { parameter.value.pointer[$0] }
        }
        let found = weights(7)
        let deviation = (found.reduce(0) { $0 + Double($1 * $1) } / Double(found.count)).squareRoot()
        #expect(abs(deviation - 0.02) <= 0.002)
        #expect(found == weights(7))
        #expect(found != weights(8))
    }
}
