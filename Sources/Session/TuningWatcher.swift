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

    /// Takes a step in, and draws it when it is time.
    func report(_ progress: TuningProgress, _ run: TuningRun) {
        let now = Self.now
        let place = state.withLock { state -> (seconds: Double, steps: Int, isNew: Bool)? in
            guard let start = state.start else {
                (state.start, state.firstStep) = (now, progress.step)
                return nil
            }
            let elapsed = now - start
            guard elapsed > 0.33, now - state.shown >= max(0.5, elapsed / 60) else { return nil }
            state.shown = now
            defer { state.isShown = true }
            return (elapsed, progress.step - state.firstStep, !state.isShown)
        }
        guard let place else { return }
        let view = TuningView(run: run)
        let bundle = view.live(progress, seconds: place.seconds, steps: place.steps).bundle
        if place.isNew { output.display(bundle, id: id) } else { output.update(bundle, id: id) }
    }

    /// Leaves the chart as it is at the end.
    func finish(_ run: TuningRun) {
        let isShown = state.withLock(\.isShown)
        let bundle = TuningView(run: run).chart.bundle
        if isShown {
            output.update(bundle, id: id)
        } else if !isHidden {
            output.display(bundle, id: id)
        }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
