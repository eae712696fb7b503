import Display
import Encoders
import Glibc
import Phrases
import Synchronization
import TextModels

/// Shows a training while it goes on: one display, whose picture grows, and which ends as the final chart.
///
/// A run of seconds is drawn twice a second, a longer one less often, so that an hour's pictures fill no notebook.
final class TuningWatcher: Sendable {
    private struct State {
        var start: Double?
        var firstStep = 1
        var shown = 0.0
        var isShown = false
    }

    private let output: any SessionOutput
    private let isHidden: Bool
    private let id: String
    private let state = Mutex(State())
    private static let serial = Atomic<Int>(0)

    init(output: any SessionOutput, isHidden: Bool) {
        self.output = output
        self.isHidden = isHidden
        id = "loupe-tuning-\(Self.serial.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    /// Says what comes before the first step.
    func begin(_ order: TuningOrder) {
        let count = NumberFormat.count(order.train.texts.count + (order.dev?.texts.count ?? 0))
        show(
            Paragraph(
                phrase(
                    "what lies below the trained layers is computed for \(count) texts, once …",
                    zh: "为 \(count) 篇文本计算训练层以下的部分，只算一次……"), tone: .note
            ).bundle)
    }

    /// Shows something in the one display.
    private func show(_ bundle: MIMEBundle) {
        let isNew = state.withLock { state in
            defer { state.isShown = true }
            return !state.isShown
        }
        if isNew { output.display(bundle, id: id) } else { output.update(bundle, id: id) }
    }

    /// Takes a step in, and draws it when it is time.
    func report(_ progress: TuningProgress, _ run: TuningRun) {
        let now = Self.now
        let place = state.withLock { state -> (seconds: Double, steps: Int)? in
            guard let start = state.start else {
                (state.start, state.firstStep) = (now, progress.step)
                return nil
            }
            let elapsed = now - start
            guard elapsed > 0.33, now - state.shown >= max(0.5, elapsed / 60) else { return nil }
            state.shown = now
            return (elapsed, progress.step - state.firstStep)
        }
        guard let place else { return }
        let view = TuningView(run: run)
        show(view.live(progress, seconds: place.seconds, steps: place.steps).bundle)
    }

    /// Leaves the chart as it is at the end, or a quiet line where nothing is to be shown.
    func finish(_ run: TuningRun) {
        guard isHidden else { return show(TuningView(run: run).chart.bundle) }
        guard state.withLock(\.isShown) else { return }
        let (epochs, time) = (run.epochs.count, NumberFormat.duration.text(run.seconds))
        show(
            Paragraph(
                phrase("training: \(epochs) epochs in \(time)", zh: "训练：\(epochs) 轮，用时 \(time)"), tone: .note
            ).bundle)
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
