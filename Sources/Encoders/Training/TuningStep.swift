internal import Tensors

/// The gradients of one batch, with everything that is done to its texts on the way.
struct TuningStep: Sendable {
    let stack: TrainableStack
    let objective: any Objective
    let texts: FrozenStates
    let settings: TuningSettings
    let unknown: Int32?
    let pool: ThreadPool
    let stop: StopLatch

    /// Adds `share` times the gradients of the loss of `rows`; nil when the run was stopped, and then they are of no use.
    func gradients(of rows: [Int], epoch: Int, batch: Int, share: Float) -> Double? {
        // a text that is in several pairs is read once
        let gathering = Gathering(rows, joins: settings.objective == .contrastive)
        var input = texts.batch(
            gathering.distinct, changed: noisyTokens(gathering.distinct, epoch, batch), pool)
        if settings.vectorNoise > 0 { addNoise(to: &input, epoch, batch) }
        let dropout = Dropout(
            rate: Float(settings.dropout),
            seed: TuningSeed.seed(settings.seed, .dropout, epoch: epoch, batch: batch))
        let pass = Pass(step: self, rows: rows, gathering: gathering, dropout: dropout)
        return switch settings.adversary {
        case .none: pass.gradients(input, share: share)
        case .fgm(let size): adversarial(pass, input, share, size: size, steps: 1)
        case .pgd(let size, let steps): adversarial(pass, input, share, size: size, steps: steps)
        }
    }

    /// One way through the trained layers and back.
    private struct Pass {
        let step: TuningStep
        let rows: [Int]
        let gathering: Gathering
        let dropout: Dropout

        func gradients(
            _ input: TrainingBatch, share: Float, inputGradient: FloatBuffer? = nil
        ) -> Double? {
            let dimension = step.stack.dimension
            let pass = TrainingPass(
                step.stack, input, dropout: dropout.rate > 0 ? dropout : nil, step.pool,
                shouldStop: { step.stop.asks() })
            guard !step.stop.wasSet else { return nil }
            let vectors = gathering.gather(pass.vectors, dimension)
            let gradient = FloatBuffer(count: vectors.count)
            let loss = step.objective.evaluate(
                rows, vectors: vectors.pointer, dimension: dimension, scale: share, gradient: gradient.pointer
            )
            pass.backward(gathering.scatter(gradient, dimension), inputGradient: inputGradient)
            return step.stop.wasSet ? nil : loss
        }
    }

    /// Half the gradients are those of the texts as they are, half those of inputs moved so that the loss grows most.
    private func adversarial(
        _ pass: Pass, _ input: TrainingBatch, _ share: Float, size: Double, steps: Int
    ) -> Double? {
        let slope = FloatBuffer(count: input.states.count)
        guard let loss = pass.gradients(input, share: share / 2, inputGradient: slope) else { return nil }
        var attack = Attack(input, size: size, step: steps == 1 ? size : 2.5 * size / Double(steps))
        attack.climb(slope, stack.size)
        let parameters = stack.parameters + objective.parameters
        let kept = parameters.map { Array(UnsafeBufferPointer(start: $0.gradient.pointer, count: $0.count)) }
        for _ in 1..<steps {
            guard pass.gradients(attack.moved, share: share, inputGradient: slope) != nil else { return nil }
            attack.climb(slope, stack.size)
        }
        // what the search added isn't the step's
        for (parameter, values) in zip(parameters, kept) {
            values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                parameter.gradient.pointer.update(from: base, count: values.count)
            }
        }
        guard let attacked = pass.gradients(attack.moved, share: share / 2) else { return nil }
        return (loss + attacked) / 2
    }
}
