internal import CKernels
internal import Tensors

/// state = norm(state + down(GELU(up(state)))), row by row.
struct FeedForward: Sendable {
    private let up: Linear
    private let down: Linear
    private let norm: LayerNorm

    init(_ path: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        let size = configuration.hiddenSize
        let inner = configuration.feedForwardSize
        up = try Linear(path["intermediate"]["dense"], inputs: size, outputs: inner)
        down = try Linear(path["output"]["dense"], inputs: inner, outputs: size)
        norm = try LayerNorm(path["output"]["LayerNorm"], size: size, epsilon: configuration.layerNormEpsilon)
    }

    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        let rows = batch.tokenCount
        up(rows, work.state.pointer, KERNEL_GELU, to: work.wide.pointer)
        down(rows, work.wide.pointer, to: work.narrow.pointer)
        norm.add(rows, work.narrow.pointer, to: work.state.pointer)
    }
}
