internal import Tensors

/// Texts with labels, as training reads them.
public struct TuningTexts: Sendable {
    /// The texts.
    public let texts: [String]
    /// A place in the labels for each text.
    public let labels: [Int]

    /// As many labels as texts.
    public init(texts: [String], labels: [Int]) {
        self.texts = texts
        self.labels = labels
    }
}

/// What a run tells while it trains.
public struct TuningProgress: Sendable, Equatable {
    /// Steps from 1.
    public let step: Int
    /// How many there will be at most.
    public let steps: Int
    /// Epochs from 1.
    public let epoch: Int
    /// How many there will be at most.
    public let epochs: Int
    /// The batch's loss.
    public let loss: Double
    /// The step's, of the encoder's top layer.
    public let learningRate: Double
    /// Of all gradients together, before they are shortened.
    public let gradientNorm: Double
    /// The dev set's scores when an epoch has just ended.
    public let dev: TuningScore?
}

/// How a state judges the dev set.
public struct TuningScore: Sendable, Equatable, Codable {
    /// The mean over the texts.
    public let loss: Double
    /// The share of right answers.
    public let accuracy: Double
    /// The mean over the labels of F1.
    public let macroF1: Double
}

/// What a run gave.
public struct TuningOutcome: Sendable, Equatable {
    /// The folder that holds what was tuned; an ``Encoder`` opens it together with its base.
    public let folder: String
    /// All that was told.
    public let history: [TuningProgress]
    /// The epoch, from 1, whose state was kept; 0 is the encoder as it was.
    public let bestEpoch: Int
    /// Its scores, where a dev set judged.
    public let best: TuningScore?
    /// Why it ended.
    public let ended: Ending
    /// How many numbers of the encoder were trained.
    public let trainedCount: Int
    /// How many it has.
    public let totalCount: Int
    /// The step at which it went on from an earlier run that hadn't ended; nil when it began anew.
    public let resumedAt: Int?
    /// Why a checkpoint that was there wasn't gone on from.
    public let ignoredCheckpoint: IgnoredCheckpoint?
    /// Texts cut at the encoder's limit.
    public let cutTexts: Int
    /// Training texts that were kept back to judge by, where no dev set was given: 0 when they are too few, and then
    /// the last epoch's state is kept.
    public let heldOut: Int

    /// What was wrong with a checkpoint.
    public enum IgnoredCheckpoint: String, Sendable {
        /// It belongs to another encoder, other texts or other settings.
        case otherRun
        /// It isn't whole.
        case damaged
    }

    /// Why a run ended.
    public enum Ending: String, Sendable { case finished, early, interrupted }
}

/// Trains the upper layers of an encoder on labelled texts.
public enum Finetuning {
    /// Tunes `encoder` and writes what changed into `folder`, which is made.
    ///
    /// `folder` also holds the checkpoint from which the same call goes on after a crash or an interrupt. An interrupt ends the
    /// run with the best state so far; one before the first epoch's end throws `.interrupted`. `onProgress` is called on the calling thread after each step.
    public static func tune(
        _ encoder: Encoder, on train: TuningTexts, dev: TuningTexts?, labels: [String],
        settings: TuningSettings, folder: String, threads: Int, shouldStop: @escaping @Sendable () -> Bool,
        onProgress: (TuningProgress) -> Void
    ) throws(EncoderError) -> TuningOutcome {
        try TuningChecks.check(settings)
        try TuningChecks.check(train, dev: dev, labels: labels)
        let fold =
            dev == nil && settings.patience != nil
            ? train.fold(labelCount: labels.count, seed: settings.seed) : nil
        let stop = StopLatch(shouldStop)
        let inputs = TuningInputs(
            train: fold?.train ?? train, dev: dev ?? fold?.dev, labels: labels, settings: settings,
            folder: folder, pool: ThreadPool(threads: threads))
        let run = try TuningLoop(encoder, inputs, stop)
        let checkpoint = TuningCheckpoint(
            path: folder + "/checkpoint", identity: inputs.identity(of: encoder))
        let ended = try run.run(checkpoint, onProgress)
        return try run.finish(ended, checkpoint, heldOut: fold?.dev.texts.count ?? 0)
    }
}
