/// One transformer layer: attention between tokens, then each token by itself.
struct TransformerLayer: Sendable {
    let attention: SelfAttention
    let feedForward: FeedForward

    init(
        _ path: WeightPath, _ configuration: EncoderConfiguration, _ precision: Precision, bias: RelativeBias?
    ) throws(EncoderError) {
        attention = try SelfAttention(path, configuration, precision, bias: bias)
        feedForward = try FeedForward(path, configuration, precision)
    }

    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        attention(batch, work)
        feedForward(batch, work)
    }
}
