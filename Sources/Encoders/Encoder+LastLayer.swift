internal import Tensors
public import Tokenizers

/// What one text has along a direction, split by the parts of the last layer.
///
/// The deviations of layer norms and the length of the vector are held as observed, so everything else in the layer but the
/// feed-forward half is linear, and the sum is exact: direction · vector = Σ residual + Σ heads + Σ feedForward + constant.
public struct LastLayerSplit: Sendable, Equatable {
    /// The tokens.
    public let tokens: [Token]
    /// What each token's state before the layer adds by the way past both halves.
    public let residual: [Double]
    /// What each head passes on from each token, [heads][tokens].
    public let heads: [[Double]]
    /// What the feed-forward half adds at each token.
    public let feedForward: [Double]
    /// What biases and shifts add, the same for any text but for lengths and deviations.
    public let constant: Double

    /// Everything together.
    public var sum: Double {
        (residual + heads.flatMap(\.self) + feedForward).reduce(constant, +)
    }
}

extension Encoder {
    /// Splits what `text` has along `direction`, one number for each dimension of its vector, by the parts of the last layer.
    ///
    /// Nil where there is no such exact split: vectors that aren't of the last layer alone, pools that aren't sums over
    /// tokens, eight-bit weights. Sources: the residual view of Elhage et al. 2021; norms held fixed as by Kobayashi et al. 2021.
    public func lastLayer(of text: String, along direction: [Double]) throws(EncoderError) -> LastLayerSplit?
    {
        guard layers == .one(layerCount), pooling.allSatisfy(\.isShared),
            settings.precision == .float32, direction.count == dimension
        else { return nil }
        let tokenization = tokenize(text)
        guard let states = model.lastLayer(tokenization.ids),
            let weights = try model.lastLayerWeights(self.weights)
        else { return nil }
        let pooled = try pooledWithTokens(text)
        let split = SplitByPart(states, weights, tokens: tokenization.tokens.count)
        let width = tokenDimension
        var parts = split.empty(heads: headCount)
        for token in tokenization.tokens.indices {
            // Token vectors count by their weight in each pool.
            var own = [Double](repeating: 0, count: width)
            for (place, part) in pooled.pools.enumerated() {
                let share = Double(part.weights?[token] ?? 0) / Double(pooled.norm)
                for column in 0..<width { own[column] += share * direction[place * width + column] }
            }
            split.add(token, own, to: &parts)
        }
        return LastLayerSplit(
            tokens: tokenization.tokens, residual: parts.residual, heads: parts.heads,
            feedForward: parts.feedForward, constant: parts.constant)
    }
}

/// Takes a direction back through the last layer, token by token.
private struct SplitByPart {
    struct Parts {
        var residual: [Double]
        var heads: [[Double]]
        var feedForward: [Double]
        var constant = 0.0
    }

    let states: LastLayerStates
    let weights: LastLayerWeights
    let tokens: Int
    let size: Int

    init(_ states: LastLayerStates, _ weights: LastLayerWeights, tokens: Int) {
        self.states = states
        self.weights = weights
        self.tokens = tokens
        size = weights.outputBias.count
    }

    func empty(heads: Int) -> Parts {
        let none = [Double](repeating: 0, count: tokens)
        return Parts(
            residual: none, heads: [[Double]](repeating: none, count: heads), feedForward: none)
    }

    /// Adds what the vector of `token` has along `direction`.
    func add(_ token: Int, _ direction: [Double], to parts: inout Parts) {
        let (input, attention) = (row(states.input, token), row(states.attention, token))
        let (middle, forward) = (row(states.middle, token), row(states.feedForward, token))
        var own = direction
        for norm in [weights.finalNorm, weights.feedForwardNorm].compactMap(\.self) {
            let (before, added) = norm.pulledBack(own, through: zip(middle, forward).map { $0 + $1 })
            parts.constant += added
            own = before
        }
        parts.feedForward[token] += dot(own, forward)
        if let norm = weights.attentionNorm {
            let (before, added) = norm.pulledBack(own, through: zip(input, attention).map { $0 + $1 })
            parts.constant += added
            own = before
        }
        parts.residual[token] += dot(own, input)
        for (column, bias) in weights.outputBias.enumerated() { parts.constant += own[column] * Double(bias) }
        addHeads(token, own, to: &parts)
    }

    /// Head h passes a_tj V_j O_h on from token j.
    private func addHeads(_ token: Int, _ direction: [Double], to parts: inout Parts) {
        // Oᵀ · direction, the heads side by side.
        var before = [Double](repeating: 0, count: size)
        weights.output.withUnsafeBufferPointer { output in
            for row in 0..<size {
                let factor = direction[row]
                for column in 0..<size { before[column] += factor * Double(output[row * size + column]) }
            }
        }
        let width = size / max(1, states.maps.count)
        for (head, map) in states.maps.enumerated() {
            for source in 0..<tokens where map[token, source] != 0 {
                var sum = 0.0
                for column in head * width..<(head + 1) * width {
                    sum += before[column] * Double(states.values[source * size + column])
                }
                parts.heads[head][source] += sum * Double(map[token, source])
            }
        }
    }

    private func row(_ values: [Float], _ token: Int) -> [Double] {
        values[token * size..<(token + 1) * size].map(Double.init)
    }

    private func dot(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
