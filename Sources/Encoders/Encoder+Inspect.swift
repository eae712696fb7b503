public import Tensors
internal import Tokenizers

extension Encoder {
    /// The vectors of a text's tokens after `layer`, 0 being the embedding layer: [tokens × hidden size].
    public func hiddenStates(_ text: String, layer: Int) throws(EncoderError) -> Matrix {
        try check(layer, from: 0)
        return TokenStates(TokenBatch(ids(of: text)), model, .one(layer))?.matrix
            ?? Matrix(rows: 0, columns: 0)
    }

    /// The attention probabilities of `layer`, from 1: for each head [tokens × tokens], each row's sum 1.
    public func attention(_ text: String, layer: Int) throws(EncoderError) -> [Matrix] {
        try check(layer, from: 1)
        return model.attentions(ids(of: text), layers: layer...layer).first ?? []
    }

    /// The attention probabilities of all layers: for each layer and head [tokens × tokens].
    public func attentions(_ text: String) throws(EncoderError) -> [[Matrix]] {
        model.attentions(ids(of: text), layers: 1...layerCount)
    }

    /// A text's vector with the token vectors and weights it was made of, for an exact explanation of a linear head.
    public func pooledWithTokens(_ text: String) throws(EncoderError) -> PooledText {
        let tokenization = tokenize(text)
        let batch = TokenBatch(tokenization.ids)
        let tokenVectors = TokenStates(batch, model, layers)?.matrix ?? Matrix(rows: 0, columns: 0)
        var vector = [Float](repeating: 0, count: dimension)
        var norm: Float = 1
        tokenVectors.values.withUnsafeBufferPointer { states in
            vector.withUnsafeMutableBufferPointer { output in
                guard let from = states.baseAddress, let to = output.baseAddress else { return }
                norm = pool(from, tokens: tokenVectors.rows, size: tokenDimension, to: to)
            }
        }
        return PooledText(
            tokens: tokenization.tokens, tokenVectors: tokenVectors,
            pools: pool.modes.map { .init(mode: $0, weights: pool.weights($0, tokens: tokenVectors.rows)) },
            norm: norm, vector: vector, droppedCount: tokenization.droppedCount)
    }

    private func check(_ layer: Int, from first: Int) throws(EncoderError) {
        guard (first...layerCount).contains(layer) else {
            throw .noSuchLayer(layer: layer, layers: layerCount)
        }
    }
}
