internal import CKernels
internal import Tensors

/// Layer normalisation of a sum: (x − mean) / √(variance + ε) · gain + shift, row by row.
///
/// Source: Ba et al. 2016.
struct LayerNorm: Sendable {
    private let size: Int
    private let epsilon: Float
    private let gain: FloatBuffer
    private let shift: FloatBuffer

    init(_ path: WeightPath, size: Int, epsilon: Float) throws(EncoderError) {
        self.size = size
        self.epsilon = epsilon
        let weight = try path["weight"].tensor(size)
        let bias = try path["bias"].tensor(size)
        gain = FloatBuffer(count: size)
        shift = FloatBuffer(count: size)
        weight.copy(from: 0, count: size, to: gain.pointer)
        bias.copy(from: 0, count: size, to: shift.pointer)
    }

    /// state[rows × size] = norm(input + state).
    func add(_ rows: Int, _ input: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>) {
        kernel_add_layer_norm(
            Kernels.level, rows, size, input, state, gain.pointer, shift.pointer, epsilon, state)
    }
}
