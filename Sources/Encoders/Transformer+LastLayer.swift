internal import CKernels
internal import Tensors

/// What flows through the last layer of one text, as it was computed.
struct LastLayerStates {
    /// The states before the layer, [tokens × size].
    let input: [Float]
    /// Each head's probabilities, [tokens × tokens].
    let maps: [Matrix]
    /// Each token's values, the heads side by side, [tokens × size].
    let values: [Float]
    /// What attention adds to the states, [tokens × size].
    let attention: [Float]
    /// The states between the halves, [tokens × size].
    let middle: [Float]
    /// What the feed-forward half adds, [tokens × size].
    let feedForward: [Float]
}

/// The parts of the last layer that are linear.
struct LastLayerWeights {
    /// The matrix behind the heads, [size outputs × size inputs], and its bias.
    let output: [Float]
    let outputBias: [Float]
    /// The norms behind each half of a layer that has them there, and the one behind all layers.
    let attentionNorm, feedForwardNorm, finalNorm: LayerNorm?
}

extension Transformer {
    /// Runs one text and keeps what the last layer does; nil without a layer.
    func lastLayer(_ ids: [Int32]) -> LastLayerStates? {
        let batch = TokenBatch(ids)
        let size = configuration.hiddenSize
        let count = batch.tokenCount * size
        guard let layer = layers.last, let work = run(batch, depth: layers.count - 1) else { return nil }
        func copy(_ buffer: FloatBuffer) -> [Float] {
            Array(UnsafeBufferPointer(start: buffer.pointer, count: min(count, buffer.count)))
        }
        let input = copy(work.state)
        let maps = layer.attention.probabilities(batch, work)
        var values = [Float](repeating: 0, count: count)
        for token in 0..<batch.tokenCount {
            // queries, keys and values stand side by side
            let first = work.wide.pointer + token * 3 * size + 2 * size
            for column in 0..<size { values[token * size + column] = first[column] }
        }
        layer.attention(batch, work)
        let (attention, middle) = (copy(work.wide), copy(work.state))
        layer.feedForward(batch, work)
        return LastLayerStates(
            input: input, maps: maps, values: values, attention: attention, middle: middle,
            feedForward: copy(work.narrow))
    }

    /// The linear parts of the last layer, read again from the file, which keeps them unpacked; nil where a bottleneck
    /// stands between the heads and the states.
    func lastLayerWeights(_ checkpoint: Checkpoint) throws(EncoderError) -> LastLayerWeights? {
        guard let layer = layers.last, layer.attention.bottleneck == nil else { return nil }
        let (size, names) = (configuration.hiddenSize, configuration.architecture.tensors)
        let path = Self.root(checkpoint, configuration.architecture)[
            configuration.layerName(layers.count - 1)][names.attentionOutput]
        let (weight, bias) = (try path["weight"].tensor(size, size), try path["bias"].tensor(size))
        let (matrix, shift) = (FloatBuffer(count: size * size), FloatBuffer(count: size))
        weight.copyMatrix(names.storage, to: matrix.pointer)
        bias.copy(from: 0, count: size, to: shift.pointer)
        let isAfter = configuration.architecture.normOrder == .after
        return LastLayerWeights(
            output: Array(UnsafeBufferPointer(start: matrix.pointer, count: size * size)),
            outputBias: Array(UnsafeBufferPointer(start: shift.pointer, count: size)),
            attentionNorm: isAfter ? layer.attention.connection.norm : nil,
            feedForwardNorm: isAfter ? layer.feedForward.connection.norm : nil, finalNorm: finalNorm)
    }
}

extension LayerNorm {
    /// What a direction behind the norm is before it, the deviation of `row` held as observed, and what the shift adds.
    ///
    /// norm(x) = (x − mean) / deviation · gain + shift, so v · norm(x) = v′ · x + v · shift with v′ = v · gain / deviation
    /// less its mean.
    func pulledBack(_ direction: [Double], through row: [Double]) -> (direction: [Double], added: Double) {
        let count = Double(max(1, size))
        let mean = row.reduce(0, +) / count
        let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let deviation = (variance + Double(epsilon)).squareRoot()
        var added = 0.0
        var result = direction
        for column in result.indices {
            added += direction[column] * Double(shift.pointer[column])
            result[column] *= Double(gain.pointer[column]) / deviation
        }
        let middle = result.reduce(0, +) / count
        return (result.map { $0 - middle }, added)
    }
}
