internal import Tensors

/// What training minimises, as a function of a batch's vectors.
protocol Objective: Sendable {
    /// What it trains of its own, such as a classifier that is thrown away afterwards.
    var parameters: [Parameter] { get }

    /// The loss of a batch: the mean over its rows.
    ///
    /// `vectors` are [rows × dimension], one for each entry of `rows`, which are places in the training texts; `gradient`, of
    /// the same shape, is written: the loss's with regard to the vectors, times `scale`. The gradients of its own parameters,
    /// times `scale`, are added.
    func evaluate(
        _ rows: [Int], vectors: UnsafePointer<Float>, dimension: Int, scale: Float,
        gradient: UnsafeMutablePointer<Float>
    ) -> Double
}
