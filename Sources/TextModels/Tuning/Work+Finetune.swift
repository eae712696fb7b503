public import Encoders
internal import Tensors

/// What trains: ``Finetuning/tune(_:on:dev:labels:settings:folder:threads:shouldStop:onProgress:)``, or what stands in for it.
public typealias Tuner =
    @Sendable (
        _ encoder: Encoder, _ train: TuningTexts, _ dev: TuningTexts?, _ labels: [String],
        _ settings: TuningSettings, _ folder: String, _ threads: Int,
        _ shouldStop: @escaping @Sendable () -> Bool,
        _ onProgress: @escaping (TuningProgress) -> Void
    ) throws(EncoderError) -> TuningOutcome

extension Finetuning {
    /// The engine itself.
    public static let tuner: Tuner = {
        encoder, train, dev, labels, settings, folder, threads, shouldStop, onProgress throws(EncoderError) in
        try tune(
            encoder, on: train, dev: dev, labels: labels, settings: settings, folder: folder,
            threads: threads,
            shouldStop: shouldStop, onProgress: onProgress)
    }
}

/// What `finetune` is asked for.
public struct TuningOrder: Sendable {
    /// What is to be tuned.
    public let encoder: EncoderReference
    /// The training texts.
    public let train: TuningTexts
    /// Texts that judge each epoch.
    public let dev: TuningTexts?
    /// How it is to be tuned.
    public let settings: TuningSettings
    /// The settings as they would be written.
    public let written: [TuningRun.Setting]
    /// What the run is about, in words.
    public let subject: TuningRun.Subject

    /// States an order.
    public init(
        encoder: EncoderReference, train: TuningTexts, dev: TuningTexts?, settings: TuningSettings,
        written: [TuningRun.Setting], subject: TuningRun.Subject
    ) {
        (self.encoder, self.train, self.dev) = (encoder, train, dev)
        (self.settings, self.written, self.subject) = (settings, written, subject)
    }
}

extension Work {
    /// Tunes an encoder, or gives what the same order has given before; `isKept` tells.
    ///
    /// A run that was interrupted, or died with its kernel, goes on from its last checkpoint. `onStart` is called when there
    /// is something to train, `onProgress` after each step, with the run as it is by then.
    public func finetune(
        _ order: TuningOrder, by tuner: Tuner, now: String,
        onStart: () -> Void, onProgress: @escaping (TuningProgress, TuningRun) -> Void
    ) throws(TextModelError) -> (run: TuningRun, isKept: Bool) {
        let encoder = try library.encoder(order.encoder)
        var subject = order.subject
        subject.baseHash = encoder.hash
        let runs = TuningRuns(home: library.home)
        let name = TuningRuns.name(
            order.encoder.name, hash: encoder.hash, order.train, order.dev, subject.labels, order.written)
        if let kept = runs.run(name), kept.isComplete, (try? library.encoder(kept.reference)) != nil {
            return (kept, true)
        }
        var run = TuningRun(
            name, subject, order.written, order.encoder, started: runs.run(name)?.started ?? now)
        try runs.write(run)
        try runs.keepKeys(of: order.train.texts, name)
        guard let lock = TuningRuns.Lock(runs.folder(of: name)) else { throw .runBusy(name) }
        defer { withExtendedLifetime(lock) {} }
        var record = TuningRecorder(run, in: runs.folder(of: name))
        onStart()
        do throws(EncoderError) {
            let outcome = try tuner(
                encoder, order.train, order.dev, subject.labels, order.settings, runs.folder(of: name),
                pool.threads, shouldStop
            ) { progress in
                record.take(progress)
                onProgress(progress, record.run)
            }
            run = record.finish(outcome)
        } catch {
            run = record.stop(isInterrupted: error == .interrupted)
            try runs.write(run)
            throw error == .interrupted ? .interrupted : .encoder(error)
        }
        try runs.write(run)
        // What was opened under this name before is another state of it.
        library.close(name)
        return (run, false)
    }
}
