internal import CKernels
internal import Tensors

/// Gradient descent with momentum, as torch's `SGD`: weight decay is added to the gradient.
struct StochasticDescent: Optimiser {
    private static let momentum: Float = 0.9

    let weightDecay: Double
    let memory: [FloatBuffer]
    private let blocks: GradientBlocks

    init(_ parameters: [Parameter], weightDecay: Double) {
        self.weightDecay = weightDecay
        blocks = GradientBlocks(parameters)
        memory = Self.zeros(like: parameters)
    }

    func step(_ number: Int, rates: [Double], scale: Float, _ pool: ThreadPool) {
        blocks.forEach(pool) { block in
            let (place, start) = (block.parameter, block.range.lowerBound)
            let parameter = blocks.parameters[place]
            kernel_momentum(
                Kernels.level, block.range.count, scale, parameter.decays ? Float(weightDecay) : 0,
                Self.momentum, Float(rates[place]), parameter.gradient.pointer + start,
                parameter.value.pointer + start, memory[place].pointer + start)
        }
    }
}
