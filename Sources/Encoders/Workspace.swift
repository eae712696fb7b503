internal import CKernels
internal import Tensors

/// The memory that one batch needs on its way through the layers.
struct Workspace: Sendable {
    /// The states: [tokens × hidden].
    let state: FloatBuffer
    /// What is to be added to them, or their norm: [tokens × hidden]; at first, word vectors.
    let narrow: FloatBuffer
    /// Queries, keys and values, or the inner feed-forward layer: [tokens × widest].
    let wide: FloatBuffer
    /// One head's packed keys and values of one text, and a block of its scores.
    let keys, values, scores: FloatBuffer

    init(_ configuration: EncoderConfiguration, tokens: Int, longest: Int) {
        let size = configuration.hiddenSize
        state = FloatBuffer(count: tokens * size)
        narrow = FloatBuffer(count: tokens * max(size, configuration.embeddingSize))
        wide = FloatBuffer(
            count: tokens * max(3 * size, configuration.feedForwardSize, configuration.embeddingSize))
        keys = FloatBuffer(count: kernel_packed_count(configuration.headSize, longest))
        values = FloatBuffer(count: kernel_packed_count(longest, configuration.headSize))
        scores = FloatBuffer(count: SelfAttention.scoreCount(tokens: longest))
    }
}
