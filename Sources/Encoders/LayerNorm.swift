internal import CKernels
internal import Tensors

/// Layer normalisation: (x − mean) / √(variance + ε) · gain + shift, row by row.
///
/// Source: Ba et al. 2016.
struct LayerNorm: Sendable {
    let size: Int
    let epsilon: Float
    let gain: FloatBuffer
    let shift: FloatBuffer
    /// What the file calls them.
    let names: (gain: String, shift: String)

    init(_ path: WeightPath, size: Int, epsilon: Float) throws(EncoderError) {
        self.size = size
        self.epsilon = epsilon
        // models converted from the first release call them otherwise
        let isOld = path.file.contains(path["gamma"].name) && !path.file.contains(path["weight"].name)
        names = isOld ? ("gamma", "beta") : ("weight", "bias")
        let weight = try path[names.gain].tensor(size)
        let bias = try path[names.shift].tensor(size)
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

    /// output[rows × size] = norm(input), which may be one place.
    func apply(_ rows: Int, _ input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        kernel_add_layer_norm(
            Kernels.level, rows, size, input, nil, gain.pointer, shift.pointer, epsilon, output)
    }
}
