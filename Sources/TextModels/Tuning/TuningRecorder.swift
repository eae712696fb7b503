internal import Encoders
internal import Glibc

/// Takes down what a run tells: for `run.json`, and for TensorBoard.
struct TuningRecorder {
    private(set) var run: TuningRun
    private let events: EventFile?
    private let start: Double
    private var trace = TuningTrace()
    /// When the first step was done, and which it was.
    private var first: (time: Double, step: Int)?
    private var last: Double

    init(_ run: TuningRun, in folder: String) {
        self.run = run
        events = EventFile(in: folder)
        start = Self.now
        last = start
    }

    mutating func take(_ progress: TuningProgress) {
        let now = Self.now
        // The first step's own time is taken for one of many: what went before it is the frozen part.
        trace.note(progress, seconds: first == nil ? 0 : now - last)
        if first == nil { first = (now, progress.step) }
        last = now
        run.steps = progress.step
        (run.epochs, run.curve) = (trace.epochs, trace.curve)
        var scalars = [
            (name: "loss/train", value: progress.loss), ("learning_rate", progress.learningRate),
            ("gradient_norm", progress.gradientNorm),
        ]
        if let dev = progress.dev {
            scalars += [
                ("loss/dev", dev.loss), ("dev/accuracy", dev.accuracy), ("dev/macro_f1", dev.macroF1),
            ]
        }
        events?.add(scalars, step: progress.step)
    }

    /// The run as it ended.
    mutating func finish(_ outcome: TuningOutcome) -> TuningRun {
        if let earliest = outcome.history.first?.step, earliest < first?.step ?? .max {
            readd(outcome.history)
        }
        run.bestEpoch = outcome.bestEpoch
        (run.trainedCount, run.totalCount) = (outcome.trainedCount, outcome.totalCount)
        run.cutTexts = outcome.cutTexts
        run.heldOut = outcome.heldOut
        run.ignoredCheckpoint = outcome.ignoredCheckpoint?.rawValue
        run.resumedAt = outcome.resumedAt
        run.state =
            switch outcome.ended {
            case .finished: .finished
            case .early: .early
            case .interrupted: .interrupted
            }
        keepTimes()
        return run
    }

    /// The run as an error or an interrupt left it.
    mutating func stop(isInterrupted: Bool) -> TuningRun {
        run.state = isInterrupted ? .interrupted : .failed
        keepTimes()
        return run
    }

    /// What an earlier kernel did is told by the history alone.
    private mutating func readd(_ history: [TuningProgress]) {
        var whole = TuningTrace()
        for progress in history { whole.note(progress, seconds: 0) }
        run.curve = whole.curve
        run.epochs = whole.epochs.map { epoch in
            var epoch = epoch
            epoch.seconds = trace.epochs.first { $0.number == epoch.number }?.seconds ?? 0
            return epoch
        }
    }

    private mutating func keepTimes() {
        run.seconds = Self.now - start
        run.frozenSeconds = (first?.time ?? start) - start
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The epochs and the loss curve of a run, made step by step.
struct TuningTrace {
    private(set) var epochs: [TuningRun.Epoch] = []
    private(set) var curve: [TuningRun.Point] = []
    /// The steps of the last epoch so far.
    private var count = 0
    /// Every how many steps a point is kept; doubled whenever there are too many.
    private var stride = 1
    private static let mostPoints = 240

    mutating func note(_ progress: TuningProgress, seconds: Double) {
        if epochs.last?.number != progress.epoch {
            epochs.append(TuningRun.Epoch(number: progress.epoch, loss: 0, seconds: 0))
            count = 0
        }
        let place = epochs.count - 1
        count += 1
        epochs[place].loss += (progress.loss - epochs[place].loss) / Double(count)
        epochs[place].seconds += seconds
        if let dev = progress.dev {
            epochs[place].devLoss = dev.loss
            epochs[place].accuracy = dev.accuracy
            epochs[place].macroF1 = dev.macroF1
        }
        addPoint(progress)
    }

    private mutating func addPoint(_ progress: TuningProgress) {
        guard progress.step % stride == 0, progress.loss.isFinite else { return }
        let share = Double(progress.step) * Double(progress.epochs) / Double(max(1, progress.steps))
        curve.append(TuningRun.Point(epoch: share, loss: progress.loss))
        guard curve.count > Self.mostPoints else { return }
        curve = curve.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        stride *= 2
    }
}
