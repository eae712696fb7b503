/// One transformer layer, normalised after each half.
struct BertLayer: Sendable {
    let attention: SelfAttention
    private let feedForward: FeedForward

    init(_ path: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        attention = try SelfAttention(path["attention"], configuration)
        feedForward = try FeedForward(path, configuration)
    }

    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        attention(batch, work)
        feedForward(batch, work)
    }
}
