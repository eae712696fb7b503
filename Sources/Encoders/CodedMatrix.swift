internal import CKernels
internal import Tensors

/// A weight matrix in eight bits, for the products of ``Precision/int8``.
///
/// Each output has a scale of its own. A row of inputs is coded between its least and greatest value, after each input
/// was multiplied by a gain that its weights are divided by: without it, the few inputs with large values would leave the
/// others few codes (Xiao et al. 2023, SmoothQuant; here the gain is √‖weights of the input‖, which needs no texts).
/// Sums of codes are exact, so that bits depend on no batch, thread or instruction set.
struct CodedMatrix: Sendable {
    /// The most inputs.
    static let maximumInputs = Int(KERNEL_CODE_DEPTH)

    private let inputs, outputs: Int
    private let panels, scales, totals, bias, gain: FloatBuffer

    /// Codes `weights`, [outputs × inputs]; gains balance the weights of the outputs `balanced`.
    init(
        _ weights: UnsafePointer<Float>, inputs: Int, outputs: Int, bias shift: UnsafePointer<Float>,
        balanced: Range<Int>
    ) {
        self.inputs = inputs
        self.outputs = outputs
        let padded = kernel_packed_count(1, outputs)
        panels = FloatBuffer(count: (kernel_coded_count(inputs, outputs) + 3) / 4)
        scales = FloatBuffer(count: padded)
        totals = FloatBuffer(count: padded)
        bias = FloatBuffer(count: padded)
        gain = FloatBuffer(count: inputs)
        kernel_balance(
            inputs, balanced.count, weights + balanced.lowerBound * inputs, inputs, gain.pointer)
        withKernel { kernel in kernel_code_weights(weights, inputs, shift, &kernel) }
    }

    /// output[rows × outputs] = activation(input[rows × inputs] · weightsᵀ + bias).
    func callAsFunction(
        _ rows: Int, _ input: UnsafePointer<Float>, _ activation: KernelActivation,
        to output: UnsafeMutablePointer<Float>
    ) {
        withKernel { kernel in
            kernel_coded_product(Kernels.level, rows, &kernel, input, inputs, activation, output, outputs)
        }
    }

    private func withKernel(_ body: (inout KernelCodedWeights) -> Void) {
        let codes = UnsafeMutableRawPointer(panels.pointer).assumingMemoryBound(to: Int8.self)
        let sums = UnsafeMutableRawPointer(totals.pointer).assumingMemoryBound(to: Int32.self)
        var kernel = KernelCodedWeights(
            depth: inputs, columns: outputs, panels: codes, scales: scales.pointer, totals: sums,
            bias: bias.pointer, gain: gain.pointer)
        body(&kernel)
    }
}
