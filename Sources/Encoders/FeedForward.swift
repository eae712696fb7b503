internal import CKernels
internal import Tensors

/// The half of a layer that works row by row: down(activation(up(x))).
struct FeedForward: Sendable {
    private let up: Linear
    private let down: Linear
    private let bottleneck: Bottleneck?
    let connection: SublayerConnection
    private let activation: KernelActivation

    init(_ path: WeightPath, _ configuration: EncoderConfiguration, _ precision: Precision)
        throws(EncoderError)
    {
        let names = configuration.architecture.tensors
        let size = configuration.hiddenSize
        let inner = configuration.feedForwardSize
        up = try Linear(path[names.up], inputs: size, outputs: inner, names.storage, precision: precision)
        down = try Linear(path[names.down], inputs: inner, outputs: size, names.storage, precision: precision)
        bottleneck = try Bottleneck(behind: path[names.down], outputs: size)
        connection = try SublayerConnection(path[names.feedForwardNorm], configuration)
        activation = configuration.activation
    }

    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        let rows = batch.tokenCount
        up(rows, connection.input(rows, work), activation, to: work.wide.pointer)
        down(rows, work.wide.pointer, to: work.narrow.pointer)
        bottleneck?.add(
            rows, to: work.narrow.pointer, narrow: work.wide.pointer,
            wide: work.wide.pointer + rows * down.outputs)
        connection.add(rows, work.narrow.pointer, to: work.state.pointer)
    }
}
