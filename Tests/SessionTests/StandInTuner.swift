import FoundationEssentials
import Synchronization
import TextModels

@testable import Encoders

/// Trains nothing: it tells steps as the engine does, leaves the encoder's own files in the folder, and can be interrupted, to fail, and to
/// go on.
final class StandInTuner: Sendable {
    struct Call: Sendable {
        let train, dev: TuningTexts?
        let labels: [String]
        let settings: TuningSettings
    }

    private let state = Mutex<[Call]>([])
    /// After which step it is interrupted, or fails.
    let stop: Int?
    let failure: EncoderError?
    static let stepsPerEpoch = 2

    init(stop: Int? = nil, failure: EncoderError? = nil) {
        self.stop = stop
        self.failure = failure
    }

    var calls: [Call] { state.withLock { $0 } }

    var tuner: Tuner {
        { encoder, train, dev, labels, settings, folder, _, _, onProgress throws(EncoderError) in
            self.state.withLock {
                $0.append(Call(train: train, dev: dev, labels: labels, settings: settings))
            }
            return try self.tune(encoder, dev, settings, folder, onProgress)
        }
    }

    private func tune(
        _ encoder: Encoder, _ dev: TuningTexts?, _ settings: TuningSettings, _ folder: String,
        _ onProgress: (TuningProgress) -> Void
    ) throws(EncoderError) -> TuningOutcome {
        let checkpoint = folder + "/checkpoint"
        let done = (try? String(contentsOfFile: checkpoint, encoding: .utf8)).flatMap(Int.init) ?? 0
        let steps = settings.epochs * Self.stepsPerEpoch
        var history = (1...steps).prefix(done).map { progress($0, steps, settings, dev) }
        var step = done
        while step < steps {
            step += 1
            let progress = progress(step, steps, settings, dev)
            history.append(progress)
            onProgress(progress)
            try? "\(step)".write(toFile: checkpoint, atomically: true, encoding: .utf8)
            if step == stop, done == 0 {
                if let failure { throw failure }
                break
            }
        }
        copy(folder)
        return TuningOutcome(
            folder: folder, history: history, bestEpoch: max(1, step / Self.stepsPerEpoch),
            best: history.last?.dev,
            ended: step < steps ? .interrupted : .finished, trainedCount: 120, totalCount: 12_000,
            resumedAt: done > 0 ? done : nil, ignoredCheckpoint: nil, cutTexts: 0, heldOut: 0)
    }

    private func progress(
        _ step: Int, _ steps: Int, _ settings: TuningSettings, _ dev: TuningTexts?
    ) -> TuningProgress {
        let isEnd = step % Self.stepsPerEpoch == 0
        let score = TuningScore(loss: 1 / Double(step), accuracy: 0.75, macroF1: 0.5 + 0.01 * Double(step))
        return TuningProgress(
            step: step, steps: steps, epoch: (step + 1) / Self.stepsPerEpoch, epochs: settings.epochs,
            loss: 2 / Double(step), learningRate: 1e-4, gradientNorm: 0.5,
            dev: isEnd && dev != nil ? score : nil)
    }

    /// Leaves an encoder that can be opened.
    private func copy(_ folder: String) {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let source = "/\(tests)/EncodersTests/Goldens/tiny"
        for file in (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? [] {
            try? FileManager.default.copyItem(atPath: source + "/" + file, toPath: folder + "/" + file)
        }
    }
}
