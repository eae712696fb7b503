import Display
import Glibc
import Phrases
import Synchronization
import TextModels

/// Shows how far a long step has come: one display, at most ten updates a second, a quiet line at the end.
///
/// Steps that end within a third of a second show nothing.
final class ProgressReporter: Sendable {
    private struct State {
        var start: Double?
        var shown: Double?
        var id: String?
        var last: Work.Progress?
    }

    private let output: any SessionOutput
    /// Progress is reported from other threads, which must be told.
    private let tongue = Tongue.current
    private let state = Mutex(State())
    private static let serial = Atomic<Int>(0)

    init(output: any SessionOutput) { self.output = output }

    /// The last figures.
    var last: Work.Progress? { state.withLock(\.last) }

    /// Takes note of progress, and shows it when it is time.
    @Sendable func report(_ progress: Work.Progress) {
        let now = Self.now()
        let step = state.withLock { state -> (id: String, isNew: Bool, seconds: Double)? in
            if let last = state.last, last.step != progress.step || last.total != progress.total {
                state.start = now
            }
            state.last = progress
            let start = state.start ?? now
            state.start = start
            guard now - start > 0.33, now - (state.shown ?? 0) >= 0.1 else { return nil }
            state.shown = now
            if let id = state.id { return (id, false, now - start) }
            let id = "loupe-progress-\(Self.serial.wrappingAdd(1, ordering: .relaxed).newValue)"
            state.id = id
            return (id, true, now - start)
        }
        guard let step else { return }
        let bundle = tongue.speaking {
            Self.view(progress, seconds: step.seconds, isInterrupted: false).bundle
        }
        if step.isNew { output.display(bundle, id: step.id) } else { output.update(bundle, id: step.id) }
    }

    /// Turns the bar into one quiet line.
    func finish() {
        let (id, last, start) = state.withLock { ($0.id, $0.last, $0.start) }
        guard let id, let last, let start else { return }
        let view = Self.view(last, seconds: Self.now() - start, isInterrupted: last.done < last.total)
        output.update(view.bundle, id: id)
    }

    private static func view(_ progress: Work.Progress, seconds: Double, isInterrupted: Bool)
        -> Display.Progress
    {
        Display.Progress(
            task: Self.title(progress.step), done: progress.done, total: progress.total,
            unit: Self.title(progress.unit),
            seconds: seconds,
            isInterrupted: isInterrupted)
    }

    /// What a step or unit of lower rooms is called.
    private static func title(_ word: String) -> String {
        switch word {
        case "embedding": phrase("embedding", zh: "求向量")
        case "loading": phrase("loading", zh: "读入")
        case "downloading": phrase("downloading", zh: "下载")
        case "unpacking": phrase("unpacking", zh: "解包")
        case "cross-validation": phrase("cross-validation", zh: "交叉验证")
        case "learning curve": phrase("learning curve", zh: "学习曲线")
        case "reading words": phrase("reading words", zh: "读取各词")
        case "scoring": phrase("scoring texts with gaps", zh: "给删过词的文本打分")
        case "faithfulness": phrase("faithfulness", zh: "忠实度")
        case "stress": phrase("harmed texts", zh: "改动过的文本")
        case "fits": phrase("fits", zh: "次训练")
        case "folds": phrase("folds", zh: "折")
        case "texts": phrase("texts", zh: "篇文本")
        case "bytes": phrase("bytes", zh: "字节")
        default: word
        }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
