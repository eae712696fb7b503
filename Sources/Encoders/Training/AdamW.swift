internal import CKernels
internal import Glibc
internal import Tensors

/// Adam whose weight decay is apart from the gradient (Loshchilov and Hutter 2019), with torch's constants.
struct AdamW: Optimiser {
    private static let beta = (first: 0.9, second: 0.999)
    private static let epsilon: Float = 1e-8

    let weightDecay: Double
    private let blocks: GradientBlocks
    private let first: [FloatBuffer]
    private let second: [FloatBuffer]

    var memory: [FloatBuffer] { first + second }

    init(_ parameters: [Parameter], weightDecay: Double) {
        self.weightDecay = weightDecay
        blocks = GradientBlocks(parameters)
        first = Self.zeros(like: parameters)
        second = Self.zeros(like: parameters)
    }

    func step(_ number: Int, rates: [Double], scale: Float, _ pool: ThreadPool) {
        let bias = (
            first: 1 - pow(Self.beta.first, Double(number)), second: 1 - pow(Self.beta.second, Double(number))
        )
        let steps = zip(blocks.parameters, rates).map { parameter, rate in
            KernelAdamW(
                scale: scale, keep: Float(1 - rate * (parameter.decays ? weightDecay : 0)),
                first_share: Float(1 - Self.beta.first), second_share: Float(1 - Self.beta.second),
                rate: Float(rate / bias.first), correction: Float(bias.second.squareRoot()),
                epsilon: Self.epsilon)
        }
        blocks.forEach(pool) { block in
            let (place, start) = (block.parameter, block.range.lowerBound)
            let parameter = blocks.parameters[place]
            var step = steps[place]
            kernel_adamw(
                Kernels.level, block.range.count, &step, parameter.gradient.pointer + start,
                parameter.value.pointer + start, first[place].pointer + start, second[place].pointer + start)
        }
    }
}
