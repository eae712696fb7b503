import Tensors
import Testing

@testable import Encoders

/// Training of adapters: PyTorch's and PEFT's gradients, ten steps, the ranks that AdaLoRA keeps, and slopes.
@Suite struct AdapterTrainingTests {
    private let golden: AdapterGolden

    init() throws { golden = try AdapterGolden.read() }

    private static let lora = TuningMethod.lora(rank: 2, alpha: 6, targets: [.query, .value])
    private static let adalora = TuningMethod.adalora(budget: 2, alpha: 5, targets: [.query, .value])

    private func set(_ parameter: Parameter, _ values: [Float]) throws {
        try #require(values.count == parameter.count)
        for (place, value) in values.enumerated() { parameter.value.pointer[place] = value }
    }

    private func difference(_ found: [Float], _ expected: [Float]) -> Float {
        Reference.distance(found, expected) / max(expected.map(abs).max() ?? 1, 1e-3)
    }

    @Test func tenStepsArePEFTs() throws {
        for (method, golden) in [(Self.lora, golden.lora), (Self.adalora, golden.adalora)] {
            let stack = try TrainableStack(.tiny(), layers: 2, method: method, seed: 0)
            #expect(Set(stack.parameters.map(\.name)) == Set(golden.start.keys))
            for parameter in stack.parameters {
                try set(parameter, try Reference.floats(golden.start[parameter.name]))
            }
            stack.weightsChanged()
            let head = try ["weight", "bias"].map { name in
                let values = try Reference.floats(golden.head[name])
                let shape = name == "bias" ? [3] : [3, values.count / 3]
                return Parameter(name, shape: shape, depth: 9, value: FloatBuffer(values))
            }
            let optimiser = AdamW(stack.parameters + head, weightDecay: 0)
            let budget = AdaptiveBudget(stack.parameters, method)
            let batch = stack.frozenStates(self.golden.texts)
            for (step, expected) in golden.losses.enumerated() {
                for parameter in stack.parameters + head { parameter.clearGradient() }
                let softmax = PlainSoftmax(
                    weight: head[0].value.values, bias: head[1].value.values, classes: 3)
                let pass = TrainingPass(stack, batch, dropout: nil, .machine)
                let found = softmax.gradients(pass.vectors.values, self.golden.labels)
                pass.backward(FloatBuffer(found.vectors))
                for (own, sums) in zip(head, [found.weight, found.bias]) {
                    for (place, sum) in sums.enumerated() { own.gradient.pointer[place] = sum }
                }
                let loss = found.loss + (budget?.penalise() ?? 0)
                #expect(abs(loss - expected) <= 1e-5 * abs(expected), "step \(step + 1)")
                if step == 0 { try checkGradients(stack, golden) }
                let rates = [Double](repeating: 1e-3, count: stack.parameters.count + 2)
                optimiser.step(step + 1, rates: rates, scale: 1, .machine)
                budget?.stepped(step + 1, of: 10)
                stack.weightsChanged()
            }
            for parameter in stack.parameters {
                let expected = try Reference.floats(golden.after[parameter.name])
                #expect(difference(parameter.value.values, expected) <= 1e-5, "\(parameter.name)")
            }
            for (module, ranks) in golden.kept ?? [:] {
                let values = try #require(stack.parameters.first { $0.name == module + ".lora_E" })
                #expect(values.value.values.map { $0 != 0 } == ranks)
            }
        }
    }

    private func checkGradients(_ stack: TrainableStack, _ golden: AdapterGolden.Training) throws {
        let all = try golden.gradients.values.flatMap { try Reference.floats($0) }.map(abs).max() ?? 1
        for parameter in stack.parameters {
            let expected = try Reference.floats(golden.gradients[parameter.name])
            let bound = 1e-5 * max(all * 0.1, expected.map(abs).max() ?? 0)
            #expect(
                Reference.distance(parameter.gradient.values, expected) <= bound, "\(parameter.name)")
        }
    }

    @Test(arguments: [lora, adalora, .bias, .adapter(size: 4)])
    func gradientsAreSlopes(_ method: TuningMethod) throws {
        let stack = try TrainableStack(.tiny(), layers: 2, method: method, seed: 0)
        var random = SeededRandom(seed: 9)
        for parameter in stack.parameters {
            for place in 0..<parameter.count {
                parameter.value.pointer[place] += Float(random.unit() - 0.5) * 0.4
            }
        }
        stack.weightsChanged()
        let batch = stack.frozenStates(golden.texts)
        let factors = (0..<batch.textCount * stack.dimension).map { _ in Float(random.unit() - 0.5) }
        let dropout = Dropout(rate: 0.2, seed: 11)
        func loss() -> Double {
            let vectors = TrainingPass(stack, batch, dropout: dropout, .machine).vectors.values
            return zip(vectors, factors).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        TrainingPass(stack, batch, dropout: dropout, .machine).backward(FloatBuffer(factors))
        for parameter in stack.parameters {
            let gradient = parameter.gradient.values.map(Double.init)
            let length = max(gradient.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-6)
            let start = parameter.value.values
            func along(_ step: Double) throws -> Double {
                try set(parameter, zip(start, gradient).map { $0 + Float(step * $1 / length) })
                stack.weightsChanged()
                return loss()
            }
            let errors = try [0.02, 0.01, 0.005, 0.002, 0.001].map { step in
                let near = try along(step) - along(-step)
                let far = try along(2 * step) - along(-2 * step)
                return abs((8 * near - far) / (12 * step) - length)
            }
            _ = try along(0)
            #expect((errors.min() ?? 1) <= 1e-3 * max(length, 0.1), "\(parameter.name)")
        }
    }

    @Test(arguments: [lora, .adapter(size: 4)])
    func trainingBeginsAtTheEncoder(_ method: TuningMethod) throws {
        let encoder = try Encoder.tiny()
        let tuned = try TrainableStack(encoder, layers: 2, method: method, seed: 5)
        let plain = try TrainableStack(encoder, layers: 2, method: .full, seed: 5)
        func vectors(_ stack: TrainableStack) -> [Float] {
            stack.vectors(stack.frozenStates(golden.texts), .machine).values
        }
        let bound: Float = method == Self.lora ? 0 : 0.05
        #expect(Reference.distance(vectors(tuned), vectors(plain)) <= bound)
        let again = try TrainableStack(encoder, layers: 2, method: method, seed: 5)
        #expect(tuned.parameters.map(\.value.values) == again.parameters.map(\.value.values))
        let other = try TrainableStack(encoder, layers: 2, method: method, seed: 6)
        #expect(tuned.parameters.map(\.value.values) != other.parameters.map(\.value.values))
    }

    @Test func aBottleneckIsNarrowerThanTheStates() throws {
        #expect(throws: EncoderError.badSetting(setting: "size", value: 16, allowed: 1...15)) {
            try TrainableStack(.tiny(), layers: 1, method: .adapter(size: 16), seed: 0)
        }
    }
}
