import Foundation
import Tensors
import Testing

@testable import Encoders

/// Noise, adversarial steps and consistency: that each does what it says.
@Suite struct RobustTrainingTests {
    private let encoder: Encoder
    private let texts = TuningTests.texts(24)
    private let pool = ThreadPool(threads: 2)
    private let rows = Array(0..<8)

    init() throws { encoder = try Encoder(folder: Reference.folder + "/tiny") }

    private func step(_ change: (inout TuningSettings) -> Void) throws -> TuningStep {
        var settings = TuningTests.settings { $0.dropout = 0 }
        change(&settings)
        let stack = try TrainableStack(encoder, layers: 1, method: .full, seed: 1)
        let ids = texts.texts.map { encoder.ids(of: $0) }
        let stop = StopLatch { false }
        let frozen = try #require(
            FrozenStates(stack, ids: ids, folder: FileManager.default.temporaryDirectory.path, pool, stop))
        let objective = SoftmaxObjective(
            labels: texts.labels, labelCount: 2, dimension: stack.dimension, depth: 3, seed: 1)
        for place in 0..<objective.parameters[0].count { objective.parameters[0].value.pointer[place] *= 20 }
        return TuningStep(
            stack: stack, objective: objective, texts: frozen, settings: settings, unknown: 1, pool: pool,
            stop: stop)
    }

    private func gradients(_ step: TuningStep) throws -> (loss: Double, gradients: [Float]) {
        let loss = try #require(step.gradients(of: rows, epoch: 1, batch: 0, share: 1))
        let parameters = step.stack.parameters + step.objective.parameters
        return (loss, parameters.flatMap { p in (0..<p.count).map { p.gradient.pointer[$0] } })
    }

    @Test func adversarialStepsRaiseTheLoss() throws {
        let clean = try gradients(step { _ in })
        let fgm = try gradients(step { $0.adversary = .fgm(size: 0.5) })
        let pgd = try gradients(step { $0.adversary = .pgd(size: 0.5, steps: 5) })
        #expect(fgm.loss > clean.loss + 1e-3)
        #expect(pgd.loss > clean.loss + 1e-3)
        #expect(Reference.distance(fgm.gradients, clean.gradients) > 1e-4)
    }

    @Test func anAttackOfNoSizeLeavesTheGradients() throws {
        let clean = try gradients(step { _ in })
        for adversary in [TuningSettings.Adversary.fgm(size: 0), .pgd(size: 0, steps: 4)] {
            let found = try gradients(step { $0.adversary = adversary })
            #expect(abs(found.loss - clean.loss) <= 1e-6)
            #expect(Reference.distance(found.gradients, clean.gradients) <= 1e-5)
        }
    }

    @Test func attacksStayOnTheirSphere() throws {
        let step = try step { _ in }
        let input = step.texts.batch(rows, pool)
        let slope = FloatBuffer(count: input.states.count)
        var random = SeededRandom(seed: 4)
        for (size, length, steps) in [(0.5, 0.5, 1), (0.5, 0.4, 6)] {
            var attack = Attack(input, size: size, step: length)
            for _ in 0..<steps {
                for place in 0..<slope.count { slope.pointer[place] = Float(random.normal()) }
                attack.climb(slope, step.stack.size)
            }
            for text in rows.indices {
                let range = input.range(of: text)
                var squares = 0.0
                for place in range.lowerBound * step.stack.size..<range.upperBound * step.stack.size {
                    let off = Double(attack.moved.states.pointer[place] - input.states.pointer[place])
                    squares += off * off
                }
                #expect(squares.squareRoot() <= size * 1.0001)
                #expect(squares.squareRoot() >= 0.3 * size)
            }
        }
    }

    @Test func tokensFallAsOftenAsAsked() throws {
        let step = try step { $0.tokenNoise = 0.3 }
        var (fallen, all) = (0, 0)
        for batch in 0..<200 {
            let changed = step.noisyTokens(rows, 1, batch)
            #expect(changed == step.noisyTokens(rows, 1, batch))
            for row in rows {
                let ids = step.texts.ids[row]
                all += ids.count - 2
                guard let noisy = changed[row] else { continue }
                #expect(noisy.count == ids.count)
                #expect(noisy.first == ids.first && noisy.last == ids.last)
                #expect(zip(noisy, ids).allSatisfy { $0 == $1 || $0 == 1 })
                fallen += zip(noisy, ids).count { $0 != $1 }
            }
        }
        #expect(abs(Double(fallen) / Double(all) - 0.3) <= 0.03)
        #expect(step.noisyTokens(rows, 1, 0) != step.noisyTokens(rows, 2, 0))
    }

    @Test func noiseHasTheDeviationThatIsAsked() throws {
        let step = try step { $0.vectorNoise = 0.1 }
        let input = step.texts.batch(rows, pool)
        var (noise, states) = (0.0, 0.0)
        for number in 0..<40 {
            var moved = step.texts.batch(rows, pool)
            step.addNoise(to: &moved, 1, number)
            for place in 0..<input.states.count {
                let off = Double(moved.states.pointer[place] - input.states.pointer[place])
                noise += off * off
                states += Double(input.states.pointer[place] * input.states.pointer[place])
            }
        }
        #expect(abs((noise / states).squareRoot() - 0.1) <= 0.005)
    }

    @Test func consistencyDrawsTwoPassesTogether() throws {
        func distance(_ consistency: Double) throws -> Double {
            let step = try step {
                $0.consistency = consistency
                $0.dropout = 0.3
            }
            let objective = SoftmaxObjective(
                labels: texts.labels, labelCount: 2, dimension: step.stack.dimension, depth: 3,
                consistency: consistency, seed: 1)
            let trained = TuningStep(
                stack: step.stack, objective: objective, texts: step.texts, settings: step.settings,
                unknown: 1, pool: pool, stop: step.stop)
            let parameters = step.stack.parameters + objective.parameters
            let optimiser = AdamW(parameters, weightDecay: 0)
            let twice = (0..<24).flatMap { [$0, $0] }
            for number in 1...60 {
                _ = trained.gradients(of: twice, epoch: 1, batch: number, share: 1)
                optimiser.step(number, rates: parameters.map { _ in 3e-3 }, scale: 1, pool)
                step.stack.weightsChanged(pool)
                for parameter in parameters { parameter.clearGradient() }
            }
            let pass = TrainingPass(
                step.stack, step.texts.batch(twice, pool), dropout: Dropout(rate: 0.3, seed: 99), pool)
            let size = step.stack.dimension
            let logs = twice.indices.map {
                objective.logProbabilities(pass.vectors.pointer + $0 * size, dimension: size)
            }
            var sum = 0.0
            for row in stride(from: 0, to: twice.count, by: 2) {
                for (left, right) in zip(logs[row], logs[row + 1]) { sum += abs(left - right) }
            }
            return sum
        }
        #expect(try distance(10) < 0.8 * distance(0))
    }
}
