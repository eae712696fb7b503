import Datasets
import Display
import Encoders
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `finetune ENCODER on TRAIN [dev DEV] …`: a new encoder.
    func finetune() throws(Failure) -> Execution.Outcome {
        let order = try tuningOrder()
        let watcher = TuningWatcher(output: output, isHidden: isHidden)
        let (run, isKept) = try training { work throws(TextModelError) in
            try work.finetune(
                order, by: session.tuner, now: session.clock(), onStart: { watcher.begin(order) },
                onProgress: watcher.report)
        }
        watcher.finish(run)
        if !isHidden {
            let view = TuningView(
                run: run, isKept: isKept, folder: TuningRuns(home: session.library.home).folder(of: run.name),
                home: session.library.home)
            output.display(view.result.bundle, id: nil)
        }
        return .value(.encoder(run.reference))
    }

    /// What is asked for, checked as far as can be before a step is taken.
    private func tuningOrder() throws(Failure) -> TuningOrder {
        let operand = try operand(0)
        let reference = try encoder(behind: operand).0
        guard reference.settings.precision != .int8 else {
            throw Failure(
                .untrainable(
                    reason: phrase("its weights are read as int8", zh: "它的权重按 int8 读取"),
                    help: phrase(
                        "write it without  precision: int8 , and compute with int8 afterwards",
                        zh: "去掉  precision: int8 ，训练之后再用 int8 计算")), at: operand.span)
        }
        let encoder = try working { work throws(TextModelError) in try work.library.encoder(reference) }
        let on = try required("on")
        let train = try labelled(try dataset(on), on)
        try check(train, on)
        let settings = try tuningSettings(encoder)
        let dev = try devTexts(train)
        try warnAboutLength(train.texts, reference, at: on.span)
        let subject = TuningRun.Subject(
            base: reference.name, baseHash: encoder.hash, data: spelling(on),
            dev: command.values(of: "dev").first.map { spelling($0) }, trainTexts: train.texts.count,
            devTexts: dev?.texts.count ?? 0, labels: train.labels, statement: execution.statement)
        return TuningOrder(
            encoder: reference, train: TuningTexts(texts: train.texts, labels: train.codes), dev: dev,
            settings: settings, written: TuningReader.written(settings, encoderLayers: encoder.layerCount),
            subject: subject)
    }

    private func tuningSettings(_ encoder: Encoder) throws(Failure) -> TuningSettings {
        var settings = TuningReader(command).settings()
        if let layers = command.values(of: "layers").first, let count = layers.value.integer,
            count > encoder.layerCount
        {
            throw Failure(.beyond(count, place: "layer", count: encoder.layerCount), at: layers.span)
        }
        settings.layers = min(settings.layers ?? 2, encoder.layerCount)
        return settings
    }

    private func check(_ train: LabelledTexts, _ on: Argument) throws(Failure) {
        guard train.texts.count > 1 else {
            throw train.texts.isEmpty
                ? Failure(.noRows(name: spelling(on)), at: on.span)
                : Failure(.tooFewRows(rows: 1, needed: 2, purpose: "finetune"), at: on.span)
        }
        guard train.labels.count > 1 else {
            throw Failure(.oneClass(label: train.labels.first ?? "", rows: train.texts.count), at: on.span)
        }
        warnAboutClasses(train, train.counts, needed: 5, at: on.span)
    }

    /// The dev set, its labels numbered as the training set's.
    private func devTexts(_ train: LabelledTexts) throws(Failure) -> TuningTexts? {
        guard let argument = command.values(of: "dev").first else { return nil }
        let dev = try labelled(try dataset(argument), argument)
        guard !dev.texts.isEmpty else { throw Failure(.noRows(name: spelling(argument)), at: argument.span) }
        let unseen = dev.labels.filter { !train.labels.contains($0) }
        guard unseen.isEmpty else {
            throw Failure(.unseenLabels(unseen, known: train.labels), at: argument.span)
        }
        let known = Set(train.texts)
        let overlap = dev.texts.count { known.contains($0) }
        if overlap > 0 { warn(.overlap(rows: overlap, total: dev.texts.count), at: argument.span) }
        let places = dev.labels.map { label in train.labels.firstIndex(of: label) ?? 0 }
        return TuningTexts(texts: dev.texts, labels: dev.codes.map { places[$0] })
    }

    /// Says what the encoder doesn't see of the texts, and refuses to learn from beginnings alone.
    private func warnAboutLength(
        _ texts: [String], _ reference: EncoderReference, at span: SourceSpan
    ) throws(Failure) {
        let coverage = try warnAboutTexts(texts, reference)
        guard coverage.cutTexts < texts.count else {
            throw Failure(.allCut(texts: texts.count, limit: coverage.limit), at: span)
        }
    }

    /// Runs a training; its errors point at what could be changed.
    private func training<Result>(_ body: (Work) throws(TextModelError) -> Result) throws(Failure) -> Result {
        let pool = session.settings.threads.map { ThreadPool(threads: $0) } ?? .machine
        let work = Work(
            library: session.library, pool: pool, shouldStop: shouldStop, freeMemory: session.freeMemory)
        do throws(TextModelError) { return try body(work) } catch { throw failure(error) }
    }
}
