internal import Tensors
internal import Tokenizers

/// A run of training: epochs of steps, each epoch judged, the best state kept.
final class TuningLoop {
    let encoder: Encoder
    let inputs: TuningInputs
    let stop: StopLatch
    let stack: TrainableStack
    let objective: any Objective
    let optimiser: any Optimiser
    /// What shares out the ranks of AdaLoRA.
    let budget: AdaptiveBudget?
    let blocks: GradientBlocks
    let train: FrozenStates
    let dev: (states: FrozenStates, labels: [Int])?
    let trainLabels: [Int]
    let cutTexts: Int
    var state = TuningState()
    private(set) var resumedAt: Int?
    private(set) var ignored: TuningOutcome.IgnoredCheckpoint?
    private let rates: LearningRates
    private let step: TuningStep

    var settings: TuningSettings { inputs.settings }
    var pool: ThreadPool { inputs.pool }

    init(_ encoder: Encoder, _ inputs: TuningInputs, _ stop: StopLatch) throws(EncoderError) {
        (self.encoder, self.inputs, self.stop) = (encoder, inputs, stop)
        let (settings, pool) = (inputs.settings, inputs.pool)
        let isPair = settings.objective == .contrastive
        let texts = isPair ? inputs.train.adding(settings.descriptions, inputs.labels) : inputs.train
        let data = try TuningData(texts, encoder, dev: false, pool, stop)
        let devData = try inputs.dev.map { texts throws(EncoderError) in
            try TuningData(texts, encoder, dev: true, pool, stop)
        }
        trainLabels = data.labels
        cutTexts = data.cutCount
        stack = try Self.stack(encoder, settings, data.ids)
        try NewFolder.make(inputs.folder)
        guard let train = FrozenStates(stack, ids: data.ids, folder: inputs.folder, pool, stop) else {
            throw .interrupted
        }
        self.train = train
        if let devData {
            guard let states = FrozenStates(stack, ids: devData.ids, folder: inputs.folder, pool, stop) else {
                throw .interrupted
            }
            dev = (states, devData.labels)
        } else {
            dev = nil
        }
        objective =
            isPair
            ? PairObjective(labels: data.labels)
            : SoftmaxObjective(
                labels: data.labels, labelCount: inputs.labels.count, dimension: stack.dimension,
                depth: encoder.layerCount + 1, smoothing: settings.labelSmoothing,
                consistency: settings.consistency, balanced: settings.balanced, seed: settings.seed)
        let parameters = stack.parameters + objective.parameters
        blocks = GradientBlocks(parameters)
        budget = AdaptiveBudget(stack.parameters, settings.method)
        optimiser =
            settings.optimiser == .sgd
            ? StochasticDescent(parameters, weightDecay: settings.weightDecay)
            : AdamW(parameters, weightDecay: settings.weightDecay)
        rates = LearningRates(
            encoder: stack.parameters, head: objective.parameters, decay: settings.layerDecay,
            headRate: settings.headRate)
        step = TuningStep(
            stack: stack, objective: objective, texts: train, settings: settings,
            unknown: encoder.tokenizer.unknownID, pool: pool, stop: stop)
    }

    private static func stack(
        _ encoder: Encoder, _ settings: TuningSettings, _ ids: [[Int32]]
    ) throws(EncoderError) -> TrainableStack {
        let top = encoder.layers.layers.max() ?? encoder.layerCount
        // the unknown token can stand for any other
        let words =
            settings.embeddings ? Set(ids.joined() + [encoder.tokenizer.unknownID].compactMap(\.self)) : nil
        let layers = settings.layers.map { $0 == .max ? top : $0 } ?? max(1, min(2, top))
        return try TrainableStack(
            encoder, layers: layers, method: settings.method,
            words: words?.sorted(), seed: TuningSeed.seed(settings.seed, .stack))
    }

    /// Trains until an end, from where the checkpoint's run was left.
    func run(
        _ checkpoint: TuningCheckpoint, _ onProgress: (TuningProgress) -> Void
    ) throws(EncoderError) -> TuningOutcome.Ending {
        try resume(checkpoint)
        if state.step == 0 { try begin() }
        var saved = MonotonicTime.seconds
        while state.epoch < settings.epochs, !isStale {
            guard let order = try order() else { return try interrupt(checkpoint) }
            let batches = TuningBatches(
                rows: settings.consistency > 0 ? 2 * settings.batch : settings.batch,
                tokens: settings.batchTokens,
                unit: TuningChecks.isPaired(settings) ? 2 : 1)(order, counts: train.ids.map(\.count))
            if state.steps == 0 { state.steps = steps(of: batches) }
            while state.batch < batches.count {
                guard let progress = try take(batches) else { return try interrupt(checkpoint) }
                if state.batch < batches.count { onProgress(progress) }
                if MonotonicTime.seconds - saved > 30 {
                    try checkpoint.write(self)
                    saved = MonotonicTime.seconds
                }
            }
            guard let progress = endEpoch() else { return try interrupt(checkpoint) }
            onProgress(progress)
            try checkpoint.write(self)
            saved = MonotonicTime.seconds
        }
        return state.epoch < settings.epochs ? .early : .finished
    }

    /// Whether the dev set's scores have stopped growing.
    private var isStale: Bool {
        guard dev != nil, let patience = settings.patience, isWithinBudget(after: state.epoch) else {
            return false
        }
        return state.epoch - state.bestEpoch >= patience
    }

    /// Whether AdaLoRA's last ranks had gone by the end of an epoch; always of other methods, and before the first.
    private func isWithinBudget(after epoch: Int) -> Bool {
        guard budget != nil, epoch > 0 else { return true }
        return state.steps * epoch / settings.epochs >= AdaptiveBudget.schedule(steps: state.steps).last
    }

    private func resume(_ checkpoint: TuningCheckpoint) throws(EncoderError) {
        switch checkpoint.read(into: self) {
        case .none: break
        case .ignored(let fault): ignored = fault
        case .whole:
            resumedAt = state.step
            stack.weightsChanged(pool)
        }
    }

    /// Pairs can be judged before the first step; a classifier can't, since it knows nothing yet.
    private func begin() throws(EncoderError) {
        guard settings.objective == .contrastive, dev != nil else { return }
        guard let score = score() else { throw .interrupted }
        state.best = score
        state.bestValues = values()
    }

    /// The rows of the present epoch in their order; nil when the run was stopped.
    private func order() throws(EncoderError) -> [Int]? {
        if state.order.isEmpty {
            let epoch = state.epoch + 1
            if settings.objective == .contrastive {
                guard let vectors = vectors(of: train) else { return nil }
                state.order = pairs(vectors, epoch)
            } else {
                var random = TuningSeed.random(settings.seed, .order, epoch: epoch)
                let order = random.order(of: trainLabels.count)
                state.order = settings.consistency > 0 ? order.flatMap { [$0, $0] } : order
            }
        }
        return state.order
    }

    private func pairs(_ vectors: FloatBuffer, _ epoch: Int) -> [Int] {
        let sampler = PairSampler(
            labels: trainLabels, labelCount: inputs.labels.count, hardShare: settings.hardPairs)
        var random = TuningSeed.random(settings.seed, .pairs, epoch: epoch)
        return sampler.pairs(
            sampler.count(perText: settings.pairs, epochs: settings.epochs), vectors: vectors.pointer,
            dimension: stack.dimension, random: &random)
    }

    /// All steps of the run, were each epoch cut like this.
    private func steps(of batches: [[Int]]) -> Int {
        settings.epochs * ((batches.count + settings.accumulate - 1) / settings.accumulate)
    }

    /// One step; nil when the run was stopped, and then it is as before.
    private func take(_ batches: [[Int]]) throws(EncoderError) -> TuningProgress? {
        let part = state.batch..<min(state.batch + settings.accumulate, batches.count)
        let (epoch, share) = (state.epoch + 1, 1 / Float(part.count))
        var loss = 0.0
        for batch in part {
            guard
                let found = step.gradients(of: batches[batch], epoch: epoch, batch: batch, share: share)
            else {
                blocks.clear(pool)
                return nil
            }
            loss += found * Double(share)
        }
        _ = budget?.penalise()
        let norm = blocks.norm(pool)
        guard loss.isFinite, norm.isFinite else {
            throw .diverged(loss: loss, step: state.step + 1, learningRate: settings.greatestRate)
        }
        let schedule = RateSchedule(settings.decay, warmUp: settings.warmUp, steps: state.steps)
        let rate = settings.greatestRate * schedule.share(at: state.step)
        let scale = clippingScale(norm: norm, limit: settings.clip)
        optimiser.step(state.step + 1, rates: rates(rate), scale: scale, pool)
        budget?.stepped(state.step + 1, of: state.steps, scale: scale)
        stack.weightsChanged(pool)
        blocks.clear(pool)
        state.step += 1
        state.batch = part.upperBound
        let progress = TuningProgress(
            step: state.step, steps: max(state.steps, state.step), epoch: epoch, epochs: settings.epochs,
            loss: loss, learningRate: rate, gradientNorm: norm, dev: nil)
        state.history.append(progress)
        guard !state.isDiverging else {
            throw .diverged(loss: loss, step: state.step, learningRate: settings.greatestRate)
        }
        return progress
    }

    /// Judges the epoch and keeps what is best; nil when the run was stopped, and then it is as before.
    private func endEpoch() -> TuningProgress? {
        var judged: TuningScore?
        if dev != nil {
            judged = score()
            if judged == nil { return nil }
        }
        guard let last = state.history.popLast() else { return nil }
        state.epoch += 1
        state.batch = 0
        state.order = []
        let progress = TuningProgress(
            step: last.step, steps: last.steps, epoch: last.epoch, epochs: last.epochs, loss: last.loss,
            learningRate: last.learningRate, gradientNorm: last.gradientNorm, dev: judged)
        state.history.append(progress)
        // What has more ranks than it may have is kept only until something hasn't.
        let isFirst = isWithinBudget(after: state.epoch) && !isWithinBudget(after: state.bestEpoch)
        if let judged, let best = state.best, !isFirst, !judged.isBetter(than: best) { return progress }
        state.best = judged
        state.bestEpoch = state.epoch
        state.bestValues = values()
        return progress
    }
}
