import Foundation
import Tensors
import Testing

@testable import Encoders

extension PlainSoftmax {
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    static func log(_ x: Double) -> Double { Foundation.log(x) }
}

/// The way back through the layers: PyTorch's gradients, finite differences, and bits that no thread decides.
@Suite struct TrainingTests {
    private let golden: TrainingGolden

    init() throws { golden = try TrainingGolden.read() }

    private func stack(_ folder: String, layers: Int, words: [Int32]? = nil) throws -> TrainableStack {
        let encoder = try Encoder(
            folder: Reference.folder + "/" + folder, settings: EncoderSettings(pooling: [.mean]))
        return try TrainableStack(encoder, layers: layers, method: .full, words: words, seed: 0)
    }

    private func buffer(_ values: [Float]) -> FloatBuffer {
        let buffer = FloatBuffer(count: values.count)
        for (place, value) in values.enumerated() { buffer.pointer[place] = value }
        return buffer
    }

    private func values(_ buffer: FloatBuffer) -> [Float] {
        Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count))
    }

    /// The largest difference, as a share of the largest number.
    private func difference(_ found: [Float], _ expected: [Float]) -> Float {
        Reference.distance(found, expected) / (expected.map(abs).max() ?? 1)
    }

    @Test func lossAndGradientsArePyTorchs() throws {
        for golden in golden.cases {
            let stack = try stack(
                golden.folder, layers: golden.layers, words: golden.everything ? words(golden.ids) : nil)
            let head = PlainSoftmax(
                weight: try Reference.floats(golden.head["weight"]),
                bias: try Reference.floats(golden.head["bias"]), classes: 3)
            let batch = stack.frozenStates(golden.ids)
            let pass = TrainingPass(stack, batch, dropout: nil, .machine)
            let found = head.gradients(values(pass.vectors), self.golden.labels)
            #expect(abs(found.loss - golden.loss) <= 1e-5 * golden.loss)
            let inputs = FloatBuffer(count: batch.tokenCount * stack.size)
            pass.backward(buffer(found.vectors), inputGradient: inputs)
            #expect(difference(values(inputs), try Reference.floats(golden.inputs)) <= 1e-5)
            #expect(difference(found.weight, try Reference.floats(golden.gradients["head.weight"])) <= 1e-5)
            #expect(stack.parameters.count == golden.gradients.count - 2)
            let largest = try golden.gradients.values.flatMap { try Reference.floats($0) }.map(abs).max() ?? 1
            for parameter in stack.parameters {
                var expected = try Reference.floats(golden.gradients[parameter.name])
                if let layer = stack.embeddings, parameter.name == layer.words.name {
                    expected = layer.rows.flatMap {
                        expected[Int($0) * stack.size..<(Int($0) + 1) * stack.size]
                    }
                }
                let bound = 1e-5 * max(largest * 0.1, expected.map(abs).max() ?? 0)
                #expect(
                    Reference.distance(values(parameter.gradient), expected) <= bound,
                    "\(golden.folder) \(parameter.name)")
            }
        }
    }

    /// The tokens that occur, ascending.
    private func words(_ ids: [[Int32]]) -> [Int32] { Set(ids.joined()).sorted() }

    /// Ten steps of the whole way: layers, loss, optimiser.
    @Test func tenStepsOfAdamWArePyTorchs() throws {
        for golden in golden.cases {
            let stack = try stack(
                golden.folder, layers: golden.layers, words: golden.everything ? words(golden.ids) : nil)
            let objective = SoftmaxObjective(
                labels: self.golden.labels, labelCount: 3, dimension: stack.dimension, depth: 3, seed: 0)
            for (parameter, name) in zip(objective.parameters, ["weight", "bias"]) {
                let start = try Reference.floats(golden.head[name])
                parameter.value.pointer.update(from: start, count: start.count)
            }
            let all = stack.parameters + objective.parameters
            let optimiser = AdamW(all, weightDecay: self.golden.decay)
            let rates = all.map { _ in self.golden.rate }
            for (number, expected) in golden.losses.enumerated() {
                for parameter in all { parameter.clearGradient() }
                let pass = TrainingPass(stack, stack.frozenStates(golden.ids), dropout: nil, .machine)
                let gradient = FloatBuffer(count: pass.vectors.count)
                let loss = objective.evaluate(
                    Array(golden.ids.indices), vectors: pass.vectors.pointer, dimension: stack.dimension,
                    scale: 1,
                    gradient: gradient.pointer)
                #expect(abs(loss - expected) <= 1e-5 * expected, "step \(number)")
                pass.backward(gradient)
                optimiser.step(number + 1, rates: rates, scale: 1, .machine)
                stack.weightsChanged()
            }
            for parameter in all {
                let name = parameter.name.replacingOccurrences(of: "classifier.", with: "head.")
                var expected = try Reference.floats(golden.after[name])
                if let rows = parameter.rows {
                    expected = rows.flatMap { expected[Int($0) * stack.size..<(Int($0) + 1) * stack.size] }
                }
                // Adam's first steps have one length whatever the gradient: where that is rounding alone, as of keys'
                // biases, so is the direction
                let slopes = try Reference.floats(golden.gradients[name])
                guard (slopes.map(abs).max() ?? 0) > 1e-6 else { continue }
                #expect(
                    Reference.distance(values(parameter.value), expected) <= 1e-5
                        * max(1, expected.map(abs).max() ?? 0),
                    "\(golden.folder) \(name)")
            }
        }
    }

    /// A sum of the vectors, each number times its own factor, so that every gradient is met.
    private func weighted(_ vectors: FloatBuffer, _ factors: [Float]) -> Double {
        zip(values(vectors), factors).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    /// Along its own direction and along one drawn at random, each tensor's gradient is the loss's slope, with dropout as
    /// without.
    @Test(arguments: [PoolingMode.mean, .cls, .max, .weighted, .meanSqrtLen, .last], [0, Float(0.3)])
    func gradientsAreSlopes(_ mode: PoolingMode, _ rate: Float) throws {
        let folder = Reference.folder + "/tiny"
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(pooling: [mode]))
        let ids = golden.cases[0].ids
        let stack = try TrainableStack(encoder, layers: 2, method: .full, words: words(ids), seed: 0)
        let batch = stack.frozenStates(ids)
        let dropout = rate == 0 ? nil : Dropout(rate: rate, seed: 11)
        var random = SeededRandom(seed: 9)
        let factors = (0..<batch.textCount * stack.dimension).map { _ in Float(random.unit() - 0.5) }
        let pass = TrainingPass(stack, batch, dropout: dropout, .machine)
        pass.backward(buffer(factors))
        for parameter in stack.parameters {
            let gradient = values(parameter.gradient)
            for direction in [gradient, gradient.map { _ in Float(random.unit() - 0.5) }].map(unit) {
                let start = values(parameter.value)
                func loss(_ step: Float) -> Double {
                    for place in start.indices {
                        parameter.value.pointer[place] = start[place] + step * direction[place]
                    }
                    stack.weightsChanged()
                    return weighted(TrainingPass(stack, batch, dropout: dropout, .machine).vectors, factors)
                }
                let expected = zip(gradient, direction).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                // wide steps curve, narrow ones lose the digits of single precision
                let errors = [0.04, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0004].map { (step: Float) in
                    let near = loss(step) - loss(-step)
                    let far = loss(2 * step) - loss(-2 * step)
                    return abs((8 * near - far) / Double(12 * step) - expected)
                }
                _ = loss(0)
                #expect((errors.min() ?? 1) <= 1e-3 * max(length(gradient), 0.1), "\(parameter.name)")
            }
        }
    }

    private func length(_ values: [Float]) -> Double {
        values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    private func unit(_ values: [Float]) -> [Float] {
        let length = Float(max(length(values), 1e-6))
        return values.map { $0 / length }
    }

    @Test func noThreadDecidesABit() throws {
        let stack = try stack("tiny", layers: 2, words: words(golden.cases[0].ids))
        let ids = (0..<40).flatMap { _ in golden.cases[0].ids }
        let batch = stack.frozenStates(ids)
        let factors = (0..<batch.textCount * stack.dimension).map { Float($0 % 7) - 3 }
        var seen: [[Float]] = []
        for threads in 1...4 {
            for parameter in stack.parameters { parameter.clearGradient() }
            let pass = TrainingPass(
                stack, batch, dropout: Dropout(rate: 0.1, seed: 3), ThreadPool(threads: threads))
            pass.backward(buffer(factors))
            seen.append(values(pass.vectors) + stack.parameters.flatMap { values($0.gradient) })
        }
        #expect(Set(seen).count == 1)
    }

    @Test func whatIsComputedWithoutAWayBackIsTheEncoders() throws {
        let encoder = try Encoder(
            folder: Reference.folder + "/tiny", settings: EncoderSettings(normalise: false))
        let stack = try TrainableStack(encoder, layers: 1, method: .full, seed: 0)
        let texts = ["the good play, playing unplayed!", "a b c", "不好 café BAD bad xyz"]
        let vectors = stack.vectors(stack.frozenStates(texts.map(encoder.ids(of:))), .machine)
        #expect(Reference.distance(values(vectors), try encoder.embed(texts).values) <= 1e-6)
    }

    /// What was trained, layers alone or with words, gives the same vectors when an encoder opens it from its folder.
    @Test(arguments: ["tiny", "architectures/mpnet"], [false, true])
    func whatWasTrainedOpensAsItWas(_ name: String, _ everything: Bool) throws {
        let folder = Reference.folder + "/" + name
        let settings = EncoderSettings(pooling: [.mean], normalise: false)
        let encoder = try Encoder(folder: folder, settings: settings)
        let texts = ["the good play, playing unplayed!", "a b c", "café BAD bad xyz"]
        let ids = texts.map(encoder.ids(of:))
        let words = everything ? words(Array(ids.prefix(2))) : nil
        let stack = try TrainableStack(
            encoder, layers: everything ? 2 : 1, method: .full, words: words, seed: 0)
        var random = SeededRandom(seed: 2)
        for parameter in stack.parameters {
            for place in 0..<parameter.count {
                parameter.value.pointer[place] += Float(random.unit() - 0.5) * 0.1
            }
        }
        stack.weightsChanged()
        let target = NSTemporaryDirectory() + "loupe-tuned-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: target) }
        let record = TuningRecord(
            settings: nil, labels: [], trainTexts: 0, devTexts: 0, bestEpoch: 1, best: nil, trainedCount: 1,
            totalCount: 1)
        try TunedFolder.write(stack.parameters, .full, record, of: encoder, to: target)
        let opened = try Encoder(folder: folder, tuned: [target], settings: settings)
        let vectors = values(stack.vectors(stack.frozenStates(ids), .machine))
        #expect(Reference.distance(vectors, try opened.embed(texts).values) <= 1e-5)
        #expect(Reference.distance(vectors, try encoder.embed(texts).values) > 1e-2)
        #expect(opened.hash != encoder.hash)
    }

    @Test func dropoutKeepsItsShareAndTheMean() throws {
        let count = 100_000
        let ones = buffer([Float](repeating: 1, count: count))
        let dropped = FloatBuffer(count: count)
        for rate in [Float(0.1), 0.5, 0.9] {
            Dropout(rate: rate, seed: 4)(
                .init(layer: 2, place: .attention), first: 77, count: count, ones.pointer, to: dropped.pointer
            )
            let kept = values(dropped).filter { $0 != 0 }
            #expect(abs(Float(kept.count) / Float(count) - (1 - rate)) < 0.01)
            #expect(kept.allSatisfy { abs($0 - 1 / (1 - rate)) < 1e-4 })
        }
    }

    @Test func layersThatCannotBeTrainedAreNamed() throws {
        func obstacle(_ folder: String, _ settings: EncoderSettings = EncoderSettings()) throws
            -> EncoderError?
        {
            let encoder = try Encoder(folder: Reference.folder + "/" + folder, settings: settings)
            do throws(EncoderError) {
                _ = try TrainableStack(encoder, layers: 1, method: .full, seed: 0)
                return nil
            } catch {
                return error
            }
        }
        #expect(
            try obstacle("architectures/albert") == .cannotTrain(encoder: "albert", obstacle: .sharedLayers))
        #expect(try obstacle("architectures/gpt2") == .cannotTrain(encoder: "gpt2", obstacle: .otherLayers))
        #expect(
            try obstacle("tiny", EncoderSettings(precision: .int8))
                == .cannotTrain(encoder: "tiny", obstacle: .codes))
        #expect(
            try obstacle("tiny", EncoderSettings(layer: .mean(0...2)))
                == .cannotTrain(encoder: "tiny", obstacle: .mixedLayers))
        #expect(throws: EncoderError.badSetting(setting: "layers", value: 3, allowed: 1...2)) {
            try stack("tiny", layers: 3)
        }
    }
}
