internal import CKernels
internal import Tensors

/// How half a layer is joined to the states that it works on.
///
/// Sources: Vaswani et al. 2017 (norm after); Xiong et al. 2020 (norm before).
struct SublayerConnection: Sendable {
    let norm: LayerNorm
    private let order: NormOrder

    init(_ path: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        norm = try LayerNorm(path, size: configuration.hiddenSize, epsilon: configuration.layerNormEpsilon)
        order = configuration.architecture.normOrder
    }

    /// What the half reads: the states themselves, or in `work.narrow` their norm.
    func input(_ rows: Int, _ work: Workspace) -> UnsafePointer<Float> {
        guard order == .before else { return UnsafePointer(work.state.pointer) }
        norm.apply(rows, work.state.pointer, to: work.narrow.pointer)
        return UnsafePointer(work.narrow.pointer)
    }

    /// Joins what the half made, [rows × hidden], to the states.
    func add(_ rows: Int, _ result: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>) {
        switch order {
        case .after: norm.add(rows, result, to: state)
        case .before: kernel_add(Kernels.level, rows * norm.size, result, state)
        }
    }
}
