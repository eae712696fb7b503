internal import CKernels
internal import Tensors

/// output[rows × outputs] = input[rows × inputs] · weightᵀ + bias, and the way back; the outputs may have several parts,
/// such as queries, keys and values, each with a matrix of its own.
final class TrainableLinear: Sendable {
    /// What of a part's matrix changes.
    enum Form: Sendable {
        case frozen
        case full(Parameter)
        case made(any WeightForm)
    }

    /// Some of the outputs.
    struct Part: Sendable {
        let form: Form
        /// nil where it is frozen.
        let bias: Parameter?
    }

    let inputs: Int
    let outputs: Int
    private let parts: [Part]
    /// All parts' matrices: [outputs × inputs].
    private let weight: FloatBuffer
    private let bias: FloatBuffer
    /// The weights as products read them: forwards [inputs × outputs], backwards [outputs × inputs].
    private let panels, backPanels: FloatBuffer

    /// The outputs of a part.
    private var width: Int { outputs / parts.count }

    /// Parts over one input; a sole part that changes whole keeps its matrix in the parameter alone.
    init(parts: [Part], inputs: Int, weight: FloatBuffer, bias: FloatBuffer) {
        self.parts = parts
        self.inputs = inputs
        self.weight = weight
        self.bias = bias
        outputs = bias.count
        panels = FloatBuffer(count: kernel_packed_count(inputs, outputs))
        backPanels = FloatBuffer(count: kernel_packed_count(outputs, inputs))
        packWeights()
    }

    /// What is trained, part by part.
    var parameters: [Parameter] {
        parts.flatMap { part in
            let weights: [Parameter] =
                switch part.form {
                case .frozen: []
                case .full(let parameter): [parameter]
                case .made(let form): form.parameters
                }
            return weights + (part.bias.map { [$0] } ?? [])
        }
    }

    private var isFrozen: Bool { parts.allSatisfy { if case .frozen = $0.form { true } else { false } } }

    /// Takes over what the parameters have become.
    func pack() {
        for (index, part) in parts.enumerated() {
            let place = weight.pointer + index * width * inputs
            switch part.form {
            case .frozen: break
            case .full(let parameter):
                if parameter.value !== weight {
                    place.update(from: parameter.value.pointer, count: parameter.count)
                }
            case .made(let form): form.materialise(to: place)
            }
            if let values = part.bias?.value, values !== bias {
                (bias.pointer + index * width).update(from: values.pointer, count: width)
            }
        }
        if !isFrozen { packWeights() }
    }

    private func packWeights() {
        kernel_pack_transposed(inputs, outputs, weight.pointer, inputs, panels.pointer)
        kernel_pack(outputs, inputs, weight.pointer, inputs, backPanels.pointer)
    }

    func callAsFunction(_ rows: Int, _ input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        kernel_product(
            Kernels.level, rows, inputs, outputs, input, inputs, panels.pointer, bias.pointer,
            KERNEL_IDENTITY,
            output, outputs)
    }

    /// The gradient with regard to the input [rows × inputs], from that with regard to the output [rows × outputs].
    func backward(_ rows: Int, _ gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        kernel_product(
            Kernels.level, rows, outputs, inputs, gradient, outputs, backPanels.pointer, nil, KERNEL_IDENTITY,
            output, inputs)
    }
}

extension TrainableLinear {
    /// The outputs whose gradients one thread works out at once.
    private static let block = 96

    private var hasFullPart: Bool { parts.contains { if case .full = $0.form { true } else { false } } }

    /// Two rounds of independent work that add a batch's gradients to the parameters'.
    ///
    /// What the first round makes, the second reads. `input` is [rows × inputs], `gradient` [rows × outputs]. Each number is summed over the rows in their order, whoever does it.
    func accumulation(rows: Int, input: FloatBuffer, gradient: FloatBuffer) -> GradientWork {
        var work = GradientWork()
        if hasFullPart {
            let packed = FloatBuffer(count: kernel_packed_count(rows, inputs))
            let inputs = inputs
            work.first.append {
                kernel_pack(rows, inputs, input.pointer, inputs, packed.pointer)
            }
            for (index, part) in parts.enumerated() {
                guard case .full(let parameter) = part.form else { continue }
                for first in stride(from: 0, to: width, by: Self.block) {
                    let block = first..<min(first + Self.block, width)
                    work.second.append { [self] in
                        add(block, at: index * width, rows, gradient, packed, to: parameter)
                    }
                }
            }
        }
        for (index, part) in parts.enumerated() {
            let (offset, outputs, inputs, width) = (index * width, outputs, inputs, width)
            if case .made(let form) = part.form {
                work.second.append {
                    form.accumulate(
                        rows: rows, input: input.pointer, inputStride: inputs,
                        gradient: gradient.pointer + offset, gradientStride: outputs)
                }
            }
            if let bias = part.bias {
                work.second.append {
                    kernel_column_sums(
                        Kernels.level, rows, width, gradient.pointer + offset, outputs, bias.gradient.pointer)
                }
            }
        }
        return work
    }

    /// Adds gradientᵀ · input for some outputs of a part that begins at `offset`.
    private func add(
        _ block: Range<Int>, at offset: Int, _ rows: Int, _ gradient: FloatBuffer, _ packed: FloatBuffer,
        to parameter: Parameter
    ) {
        let turned = FloatBuffer(count: block.count * rows)
        kernel_transpose(
            rows, block.count, gradient.pointer + offset + block.lowerBound, outputs, turned.pointer)
        let sums = FloatBuffer(count: block.count * inputs)
        kernel_product(
            Kernels.level, block.count, rows, inputs, turned.pointer, rows, packed.pointer, nil,
            KERNEL_IDENTITY, sums.pointer, inputs)
        kernel_add(
            Kernels.level, sums.count, sums.pointer, parameter.gradient.pointer + block.lowerBound * inputs)
    }
}
