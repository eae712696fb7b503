internal import CKernels
internal import Tensors

/// output[rows × outputs] = activation(input[rows × inputs] · weightᵀ + bias), over weights packed at load.
struct Linear: Sendable {
    private enum Weights: Sendable {
        case packed(panels: FloatBuffer, bias: FloatBuffer)
        case coded(CodedMatrix)
    }

    let inputs: Int
    let outputs: Int
    private let weights: Weights

    init(
        _ path: WeightPath, inputs: Int, outputs: Int, _ storage: MatrixStorage = .outputsFirst,
        precision: Precision = .float32
    ) throws(EncoderError) {
        try self.init(joining: [path], inputs: inputs, outputs: outputs, storage, precision: precision)
    }

    /// Several layers over the same input as one, their outputs side by side; each has `outputs` of them.
    ///
    /// Codes are made for the outputs `balanced` foremost.
    init(
        joining paths: [WeightPath], inputs: Int, outputs: Int, _ storage: MatrixStorage = .outputsFirst,
        precision: Precision = .float32, balanced: Range<Int>? = nil
    ) throws(EncoderError) {
        // shapes first: what a file really holds bounds what is allocated
        let shape = storage == .outputsFirst ? (outputs, inputs) : (inputs, outputs)
        let tensors = try paths.map { path throws(EncoderError) in
            try path["weight"].tensor(shape.0, shape.1)
        }
        let biases = try paths.map { path throws(EncoderError) in try path["bias"].tensor(outputs) }
        let total = outputs * paths.count
        let bias = FloatBuffer(count: total)
        let rows = FloatBuffer(count: total * inputs)
        for (index, (weight, shift)) in zip(tensors, biases).enumerated() {
            weight.copyMatrix(storage, to: rows.pointer + index * weight.count)
            shift.copy(from: 0, count: outputs, to: bias.pointer + index * outputs)
        }
        self.inputs = inputs
        self.outputs = total
        if precision == .int8, inputs <= CodedMatrix.maximumInputs {
            weights = .coded(
                CodedMatrix(
                    rows.pointer, inputs: inputs, outputs: total, bias: bias.pointer,
                    balanced: balanced ?? 0..<total))
        } else {
            let panels = FloatBuffer(count: kernel_packed_count(inputs, total))
            kernel_pack_transposed(inputs, total, rows.pointer, inputs, panels.pointer)
            weights = .packed(panels: panels, bias: bias)
        }
    }

    /// Runs over `rows` rows.
    func callAsFunction(
        _ rows: Int, _ input: UnsafePointer<Float>, _ activation: KernelActivation = KERNEL_IDENTITY,
        to output: UnsafeMutablePointer<Float>
    ) {
        switch weights {
        case .packed(let panels, let bias):
            kernel_product(
                Kernels.level, rows, inputs, outputs, input, inputs, panels.pointer, bias.pointer, activation,
                output, outputs)
        case .coded(let matrix): matrix(rows, input, activation, to: output)
        }
    }
}
