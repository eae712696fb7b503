internal import Glibc

/// The learning rate over the steps of a run, as a share of the greatest: it rises evenly, then falls to 0.
///
/// Source: transformers, `get_linear_schedule_with_warmup` and its siblings.
struct RateSchedule: Sendable, Equatable {
    let decay: TuningSettings.Decay
    /// The steps in which it rises.
    let warmUp: Int
    let steps: Int

    /// `share` of the steps, rounded up, is warm-up.
    init(_ decay: TuningSettings.Decay, warmUp share: Double, steps: Int) {
        self.decay = decay
        self.steps = steps
        warmUp = Int((share * Double(steps)).rounded(.up))
    }

    /// The share of the greatest rate at a step, counted from 0.
    func share(at step: Int) -> Double {
        if step < warmUp { return Double(step) / Double(max(1, warmUp)) }
        let done = Double(step - warmUp) / Double(max(1, steps - warmUp))
        return switch decay {
        case .constant: 1
        case .linear: max(0, 1 - done)
        case .cosine: max(0, 0.5 * (1 + cos(.pi * done)))
        }
    }
}
