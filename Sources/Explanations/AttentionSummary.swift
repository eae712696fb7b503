public import Tensors

/// Summaries of attention probabilities: where the encoder looked, which is not why the head decided.
public struct AttentionSummary: Sendable {
    /// Mean over the heads of each layer, [T × T] a layer; row = from, column = to.
    public let layers: [Matrix]

    /// Averages heads. `attention[layer][head]` is [T × T] with rows that sum to 1; all of one size.
    public init(_ attention: [[Matrix]]) throws(ExplanationError) { layers = [] }

    /// The attention each token receives in `layer` (from 0): the mean of its column.
    public func received(layer: Int) throws(ExplanationError) -> [Double] { [] }

    /// Attention rollout (Abnar and Zuidema 2020): the product over layers of ½A + ½I, [T × T].
    public func rollout() -> DoubleMatrix { DoubleMatrix(rows: 0, columns: 0) }

    /// The entropy of each token's attention in `layer` (from 0), in nats.
    public func entropy(layer: Int) throws(ExplanationError) -> [Double] { [] }
}
