internal import Tensors

/// How far a run has come, besides weights and moments.
struct TuningState: Sendable {
    /// Epochs that are over.
    var epoch = 0
    /// Batches of the present epoch that are over.
    var batch = 0
    /// Steps that are over.
    var step = 0
    /// Steps that there will be.
    var steps = 0
    /// The present epoch's rows; empty between two epochs.
    var order: [Int] = []
    var history: [TuningProgress] = []
    var bestEpoch = 0
    var best: TuningScore?
    /// The encoder's parameters in the best state; none before there is one.
    var bestValues: [FloatBuffer] = []

    /// Whether the loss has left where it began for far above: the mean of the last ten steps against the first step.
    var isDiverging: Bool {
        guard let first = history.first, history.count >= 10 else { return false }
        let last = history.suffix(10).reduce(0) { $0 + $1.loss } / 10
        return last > 4 * max(first.loss, 0.5)
    }
}
