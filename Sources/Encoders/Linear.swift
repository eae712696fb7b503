internal import CKernels
internal import Tensors

/// output[rows × outputs] = activation(input[rows × inputs] · weightᵀ + bias), over weights packed at load.
struct Linear: Sendable {
    let inputs: Int
    let outputs: Int
    private let panels: FloatBuffer
    private let bias: FloatBuffer

    init(
        _ path: WeightPath, inputs: Int, outputs: Int, _ storage: MatrixStorage = .outputsFirst
    ) throws(EncoderError) {
        try self.init(joining: [path], inputs: inputs, outputs: outputs, storage)
    }

    /// Several layers over the same input as one, their outputs side by side; each has `outputs` of them.
    init(
        joining paths: [WeightPath], inputs: Int, outputs: Int, _ storage: MatrixStorage = .outputsFirst
    ) throws(EncoderError) {
        // shapes first: what a file really holds bounds what is allocated
        let shape = storage == .outputsFirst ? (outputs, inputs) : (inputs, outputs)
        let weights = try paths.map { path throws(EncoderError) in
            try path["weight"].tensor(shape.0, shape.1)
        }
        let biases = try paths.map { path throws(EncoderError) in try path["bias"].tensor(outputs) }
        let total = outputs * paths.count
        bias = FloatBuffer(count: total)
        let rows = FloatBuffer(count: total * inputs)
        for (index, (weight, shift)) in zip(weights, biases).enumerated() {
            weight.copyMatrix(storage, to: rows.pointer + index * weight.count)
            shift.copy(from: 0, count: outputs, to: bias.pointer + index * outputs)
        }
        panels = FloatBuffer(count: kernel_packed_count(inputs, total))
        kernel_pack_transposed(inputs, total, rows.pointer, inputs, panels.pointer)
        self.inputs = inputs
        self.outputs = total
    }

    /// Runs over `rows` rows.
    func callAsFunction(
        _ rows: Int, _ input: UnsafePointer<Float>, _ activation: KernelActivation = KERNEL_IDENTITY,
        to output: UnsafeMutablePointer<Float>
    ) {
        kernel_product(
            Kernels.level, rows, inputs, outputs, input, inputs, panels.pointer, bias.pointer, activation,
            output,
            outputs)
    }
}
