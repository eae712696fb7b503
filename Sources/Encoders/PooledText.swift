public import Tensors
public import Tokenizers

/// A text's vector with all that it was made of.
///
/// The pools stand side by side: pool p holds dimensions p · width ..< (p + 1) · width of
/// `vector = [Σ pool.weights[t] · tokenVectors[t], …] / norm`.
public struct PooledText: Sendable {
    /// The part of a vector that one mode made.
    public struct Pool: Sendable, Equatable {
        /// How it was made.
        public let mode: PoolingMode
        /// Each token's weight; nil where pooling isn't linear (`max`).
        public let weights: [Float]?
    }

    /// The tokens, the special ones included.
    public let tokens: [Token]
    /// The pooled vectors, mixed or joined where several layers are asked for: [tokens × width].
    public let tokenVectors: Matrix
    /// The parts of the vector, in their order.
    public let pools: [Pool]
    /// What the pools are divided by: their length when vectors are normalised, else 1.
    public let norm: Float
    /// The text's vector, the very one that `embed` gives: [dimension].
    public let vector: [Float]
    /// How many tokens of the text were cut off at the limit.
    public let droppedCount: Int
}
