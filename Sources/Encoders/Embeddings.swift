internal import Glibc
internal import Tensors

/// Layer 0: word + position + segment vectors, normalised.
///
/// Word vectors stay in the mapped file, so that only rows that occur are loaded.
struct Embeddings: Sendable {
    private let words: WeightTensor
    private let positions: FloatBuffer
    private let norm: LayerNorm
    private let size: Int

    init(_ path: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        size = configuration.hiddenSize
        words = try path["word_embeddings"]["weight"].tensor(configuration.vocabularySize, size)
        let places = try path["position_embeddings"]["weight"].tensor(configuration.positionCount, size)
        let types = try path["token_type_embeddings"]["weight"].tensor(configuration.tokenTypeCount, size)
        norm = try LayerNorm(path["LayerNorm"], size: size, epsilon: configuration.layerNormEpsilon)
        // single texts are all of segment 0, whose vector every position can hold
        positions = FloatBuffer(count: places.count)
        places.copy(from: 0, count: places.count, to: positions.pointer)
        let segment = FloatBuffer(count: size)
        types.copy(from: 0, count: size, to: segment.pointer)
        for index in 0..<places.count { positions.pointer[index] += segment.pointer[index % size] }
    }

    /// The first states of a batch: [tokens × hidden].
    func callAsFunction(_ batch: TokenBatch, to state: FloatBuffer, scratch: FloatBuffer) {
        for text in 0..<batch.textCount {
            for (place, token) in batch.range(of: text).enumerated() {
                words.copy(from: Int(batch.ids[token]) * size, count: size, to: state.pointer + token * size)
                memcpy(scratch.pointer + token * size, positions.pointer + place * size, size * 4)
            }
        }
        norm.add(batch.tokenCount, scratch.pointer, to: state.pointer)
    }
}
