internal import Glibc
internal import Tensors

extension TuningLoop {
    /// Keeps where the run is.
    ///
    /// Throws `.interrupted` before the first epoch's end, when there is nothing to give.
    func interrupt(_ checkpoint: TuningCheckpoint) throws(EncoderError) -> TuningOutcome.Ending {
        if state.step > 0 { try checkpoint.write(self) }
        guard state.epoch > 0 else { throw .interrupted }
        return .interrupted
    }

    /// Writes the best state into the run's folder, and tells what the run gave.
    func finish(
        _ ended: TuningOutcome.Ending, _ checkpoint: TuningCheckpoint, heldOut: Int
    ) throws(EncoderError) -> TuningOutcome {
        for (parameter, best) in zip(stack.parameters, state.bestValues) {
            parameter.value.pointer.update(from: best.pointer, count: best.count)
        }
        stack.weightsChanged(pool)
        let (trained, all) = (stack.parameters.reduce(0) { $0 + $1.count }, encoder.weights.count)
        let record = TuningRecord(
            settings: settings, labels: inputs.labels, trainTexts: inputs.train.texts.count,
            devTexts: inputs.dev?.texts.count ?? 0, bestEpoch: state.bestEpoch, best: state.best,
            trainedCount: trained, totalCount: all)
        try TunedFolder.write(stack.parameters, settings.method, record, of: encoder, to: inputs.folder)
        if ended != .interrupted { checkpoint.remove() }
        return TuningOutcome(
            folder: inputs.folder, history: state.history, bestEpoch: state.bestEpoch, best: state.best,
            ended: ended, trainedCount: trained, totalCount: all, resumedAt: resumedAt,
            ignoredCheckpoint: ignored, cutTexts: cutTexts, heldOut: heldOut)
    }
}
