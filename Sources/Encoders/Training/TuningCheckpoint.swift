internal import Crypto
internal import Glibc
internal import Tensors

/// The file from which a run goes on: weights, moments, counters, the best state and all that was told.
///
/// It is replaced whole. A seal over all bytes tells damage, the run's identity another run.
struct TuningCheckpoint {
    static let magic = Array("loupe tuning checkpoint 1\n".utf8)

    let path: String
    let identity: [UInt8]

    /// What was found.
    enum Finding: Equatable {
        case none, whole
        case ignored(TuningOutcome.IgnoredCheckpoint)
    }

    func write(_ run: TuningLoop) throws(EncoderError) {
        let file = try SealedFile(path + ".new")
        try file.write(Self.magic + identity)
        let state = run.state
        try file.write(
            [
                state.epoch, state.batch, state.step, state.steps, state.bestEpoch, state.order.count,
                state.history.count, state.bestValues.count, state.best == nil ? 0 : 1,
            ].map { UInt64($0) })
        try file.write(state.order.map { UInt32($0) })
        if let best = state.best { try file.write(Self.numbers(best)) }
        for progress in state.history { try file.write(Self.numbers(progress)) }
        for buffer in run.buffers + state.bestValues {
            try file.write(Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)))
        }
        try file.finish()
        guard rename(path + ".new", path) == 0 else { throw NewFolder.failure(path) }
    }

    func remove() { unlink(path) }

    private static func numbers(_ score: TuningScore) -> [UInt64] {
        [score.loss, score.accuracy, score.macroF1].map(\.bitPattern)
    }

    private static func numbers(_ progress: TuningProgress) -> [UInt64] {
        let whole = [
            progress.step, progress.steps, progress.epoch, progress.epochs, progress.dev == nil ? 0 : 1,
        ]
        return whole.map { UInt64($0) }
            + [progress.loss, progress.learningRate, progress.gradientNorm].map(\.bitPattern)
            + (progress.dev.map(numbers) ?? [])
    }
}

extension TuningLoop {
    /// What the next step starts from, besides the counters: weights and the memory of optimiser and budget.
    var buffers: [FloatBuffer] {
        blocks.parameters.map(\.value) + optimiser.memory + (budget?.memory ?? [])
    }
}
