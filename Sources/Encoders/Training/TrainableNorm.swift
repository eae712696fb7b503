internal import CKernels
internal import Tensors

/// Layer normalisation both ways.
///
/// Source: Ba et al. 2016.
struct TrainableNorm: Sendable {
    private let gain, shift: FloatBuffer
    private let gainParameter, shiftParameter: Parameter?
    private let epsilon: Float
    private var size: Int { gain.count }

    /// A norm whose parameters, where they are given, hold the very values of `norm`.
    init(
        gain: FloatBuffer, shift: FloatBuffer, epsilon: Float, gainParameter: Parameter?,
        shiftParameter: Parameter?
    ) {
        self.gain = gain
        self.shift = shift
        self.epsilon = epsilon
        self.gainParameter = gainParameter
        self.shiftParameter = shiftParameter
    }

    var parameters: [Parameter] { [gainParameter, shiftParameter].compactMap(\.self) }

    func callAsFunction(_ rows: Int, _ input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        kernel_add_layer_norm(
            Kernels.level, rows, size, input, nil, gain.pointer, shift.pointer, epsilon, output)
    }

    /// The gradient with regard to the input; the input becomes what it was normalised to, which
    /// ``accumulation(rows:standard:gradient:)`` reads.
    func backward(
        _ rows: Int, input: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
        to output: UnsafeMutablePointer<Float>
    ) {
        kernel_layer_norm_backward(Kernels.level, rows, size, input, gain.pointer, epsilon, gradient, output)
    }

    /// Adds the gradients of gain and shift: of the normalised input and the output's gradient, [rows × size] each.
    func accumulation(rows: Int, standard: FloatBuffer, gradient: FloatBuffer) -> GradientWork {
        var work = GradientWork()
        let size = size
        if let sums = gainParameter?.gradient {
            work.second.append {
                kernel_column_products(
                    Kernels.level, rows, size, standard.pointer, gradient.pointer, size, sums.pointer)
            }
        }
        if let sums = shiftParameter?.gradient {
            work.second.append {
                kernel_column_sums(Kernels.level, rows, size, gradient.pointer, size, sums.pointer)
            }
        }
        return work
    }
}
