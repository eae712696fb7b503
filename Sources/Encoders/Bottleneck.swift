internal import CKernels
internal import Tensors

/// A narrow layer behind half a layer, trained while the rest stays: h + up(gelu(down(h))).
///
/// Source: Houlsby et al. 2019.
struct Bottleneck: Sendable {
    let down, up: Linear
    private let size: Int

    /// Where it stands below the layer that it is behind.
    static let name = "adapter"

    /// Reads the one behind a layer of `outputs` outputs; nil where there is none.
    init?(behind path: WeightPath, outputs: Int) throws(EncoderError) {
        let own = path[Self.name]
        guard let shape = own.file.shape(of: own["down"]["weight"].name) else { return nil }
        // narrower than the states, so that the workspace has room for it
        guard shape.count == 2, shape[0] >= 1, shape[0] <= outputs else {
            throw .wrongShape(
                file: own.file.path, tensor: own["down"]["weight"].name, expected: [outputs, outputs],
                found: shape)
        }
        size = shape[0]
        down = try Linear(own["down"], inputs: outputs, outputs: size)
        up = try Linear(own["up"], inputs: size, outputs: outputs)
    }

    /// Adds to `states`, [rows × outputs]; `narrow` has room for [rows × size], `wide` for [rows × outputs].
    func add(
        _ rows: Int, to states: UnsafeMutablePointer<Float>, narrow: UnsafeMutablePointer<Float>,
        wide: UnsafeMutablePointer<Float>
    ) {
        down(rows, states, KERNEL_GELU, to: narrow)
        up(rows, narrow, to: wide)
        kernel_add(Kernels.level, rows * up.outputs, wide, states)
    }

    /// The places in a checkpoint where one can be.
    static func places(_ root: WeightPath, _ configuration: EncoderConfiguration) -> [String] {
        let names = configuration.architecture.tensors
        return (0..<configuration.layerCount).flatMap { layer in
            [names.attentionOutput, names.down].map {
                root[configuration.layerName(layer)][$0][name].name
            }
        }
    }
}
