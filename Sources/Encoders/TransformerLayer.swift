/// One transformer layer: attention between tokens, then each token by itself.
struct TransformerLayer: Sendable {
    let attention: SelfAttention
    private let feedForward: FeedForward

    init(
        _ path: WeightPath, _ configuration: EncoderConfiguration, bias: RelativeBias?
    ) throws(EncoderError) {
        attention = try SelfAttention(path, configuration, bias: bias)
        feedForward = try FeedForward(path, configuration)
    }

    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        attention(batch, work)
        feedForward(batch, work)
    }
}
