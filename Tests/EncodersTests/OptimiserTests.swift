import CKernels
import Tensors
import Testing

@testable import Encoders

/// Optimisers, clipping and schedules beside torch's and transformers'.
@Suite struct OptimiserTests {
    struct Golden: Decodable, Sendable {
        struct Run: Decodable, Sendable {
            let optimiser, schedule: String
            let norms, rates: [Double]
            let values: [[[Float]]]
        }
        let warmUp: Double
        let rate, decay, clip: Double
        let start: [[Float]]
        let gradients: [[[Float]]]
        let runs: [Run]
    }

    let golden: Golden

    init() throws { golden = try Reference.read("optimisers.json", as: Golden.self) }

    private func parameter(_ name: String, _ shape: [Int], depth: Int = 1, _ values: [Float]) -> Parameter {
        let buffer = FloatBuffer(count: values.count)
        for (place, value) in values.enumerated() { buffer.pointer[place] = value }
        return Parameter(name, shape: shape, depth: depth, value: buffer)
    }

    private func start() -> [Parameter] {
        [parameter("matrix", [3, 7], golden.start[0]), parameter("bias", [5], golden.start[1])]
    }

    private func optimiser(_ name: String, _ parameters: [Parameter]) -> any Optimiser {
        name == "sgd"
            ? StochasticDescent(parameters, weightDecay: golden.decay)
            : AdamW(parameters, weightDecay: golden.decay)
    }

    @Test func tenStepsAreTorchs() throws {
        #expect(golden.runs.count == 6)
        let pool = ThreadPool(threads: 2)
        for run in golden.runs {
            let parameters = start()
            let optimiser = optimiser(run.optimiser, parameters)
            let decay = try #require(TuningSettings.Decay(rawValue: run.schedule))
            let steps = golden.gradients.count
            let schedule = RateSchedule(decay, warmUp: golden.warmUp / Double(steps), steps: steps)
            let blocks = GradientBlocks(parameters)
            for step in 0..<steps {
                for (parameter, gradient) in zip(parameters, golden.gradients[step]) {
                    for (place, value) in gradient.enumerated() { parameter.gradient.pointer[place] = value }
                }
                let norm = blocks.norm(pool)
                #expect(abs(norm / run.norms[step] - 1) <= 1e-6)
                let rate = golden.rate * schedule.share(at: step)
                #expect(abs(rate - run.rates[step]) <= 1e-12)
                optimiser.step(
                    step + 1, rates: [rate, rate], scale: clippingScale(norm: norm, limit: golden.clip), pool)
                for (parameter, expected) in zip(parameters, run.values[step]) {
                    for (place, value) in expected.enumerated() {
                        let off = abs(parameter.value.pointer[place] - value)
                        #expect(
                            off <= 1e-6 * max(1, abs(value)), "\(run.optimiser) \(run.schedule) \(step)")
                    }
                }
            }
        }
    }

    @Test(arguments: ["adamw", "sgd"])
    func bitsDontDependOnThreads(_ name: String) {
        var random = SeededRandom(seed: 4)
        let counts = [40_001, 7, 16_384]
        let numbers = counts.map { count in (0..<count).map { _ in Float(random.unit() - 0.5) } }
        let found = [1, 2, 3].map { threads in
            let pool = ThreadPool(threads: threads)
            let parameters = numbers.map { parameter("", [$0.count, 1], $0) }
            let optimiser = optimiser(name, parameters)
            let blocks = GradientBlocks(parameters)
            var norms: [Double] = []
            for step in 1...3 {
                for parameter in parameters {
                    for place in 0..<parameter.count {
                        parameter.gradient.pointer[place] = parameter.value.pointer[place] * 0.5 + 0.1
                    }
                }
                norms.append(blocks.norm(pool))
                optimiser.step(step, rates: [0.1, 0.2, 0.3], scale: 0.7, pool)
            }
            blocks.clear(pool)
            #expect(parameters.allSatisfy { p in (0..<p.count).allSatisfy { p.gradient.pointer[$0] == 0 } })
            return parameters.map { p in (0..<p.count).map { p.value.pointer[$0].bitPattern } }
                + [norms.map { UInt32(truncatingIfNeeded: $0.bitPattern) }]
        }
        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
    }

    @Test(arguments: KernelTests.levels)
    func everyInstructionSetTakesTheSameStep(_ level: KernelLevel) {
        var random = SeededRandom(seed: 9)
        for count in Array(0...35) + [1000] {
            let numbers = (0..<4).map { _ in (0..<count).map { _ in Float(random.unit()) } }
            var (value, first, second) = (numbers[1], numbers[2], numbers[3])
            var step = KernelAdamW(
                scale: 0.5, keep: 0.99, first_share: 0.1, second_share: 0.001, rate: 0.01, correction: 0.3,
                epsilon: 1e-8)
            kernel_adamw(level, count, &step, numbers[0], &value, &first, &second)
            let squares = kernel_sum_of_squares(level, count, numbers[0])
            let expected = numbers[0].reduce(0.0) { $0 + Double($1) * Double($1) }
            #expect(abs(squares - expected) <= 1e-12 * expected)
            for i in 0..<count {
                let g = Double(numbers[0][i]) * 0.5
                let m = Double(numbers[2][i]) * 0.9 + g * 0.1
                let v = Double(numbers[3][i]) * 0.999 + g * g * 0.001
                let w = Double(numbers[1][i]) * 0.99 - 0.01 * m / (v.squareRoot() / 0.3 + 1e-8)
                #expect(abs(Double(value[i]) - w) <= 1e-6)
                #expect(abs(Double(first[i]) - m) <= 1e-6)
                #expect(abs(Double(second[i]) - v) <= 1e-6)
            }
        }
    }

    @Test func lowerLayersLearnSlower() {
        let encoder = [2, 3, 4].map { parameter("", [1], depth: $0, [0]) }
        let head = [parameter("", [1], depth: 9, [0])]
        let rates = LearningRates(encoder: encoder, head: head, decay: 0.5, headRate: 10)
        #expect(rates(0.1) == [0.025, 0.05, 0.1, 1.0])
    }

    @Test func shortGradientsStayAndWarmUpBegins() {
        #expect(clippingScale(norm: 0.5, limit: 1) == 1)
        #expect(clippingScale(norm: 5, limit: nil) == 1)
        #expect(clippingScale(norm: 4, limit: 1) == Float(1 / (4 + 1e-6)))
        let schedule = RateSchedule(.linear, warmUp: 0.1, steps: 25)
        #expect(schedule.warmUp == 3)
        #expect(schedule.share(at: 0) == 0)
        #expect(schedule.share(at: 3) == 1)
        #expect(schedule.share(at: 24) > 0)
    }
}
