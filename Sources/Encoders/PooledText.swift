public import Tensors
public import Tokenizers

/// A text's vector with all that it was made of: `vector = Σ weights[t] · tokenVectors[t] / norm`.
public struct PooledText: Sendable {
    /// The tokens, the special ones included.
    public let tokens: [Token]
    /// The pooled layer's vectors: [tokens × dimension].
    public let tokenVectors: Matrix
    /// Each token's weight in the pool; nil where pooling isn't linear (`max`).
    public let weights: [Float]?
    /// What the pool is divided by: its length when vectors are normalised, else 1.
    public let norm: Float
    /// The text's vector, the very one that `embed` gives: [dimension].
    public let vector: [Float]
    /// How many tokens of the text were cut off at the limit.
    public let droppedCount: Int
}
