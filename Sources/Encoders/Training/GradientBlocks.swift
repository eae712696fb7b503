internal import CKernels
internal import Tensors

/// The numbers of several parameters in blocks of one size, which threads share out among themselves.
///
/// The blocks don't depend on the number of threads, so neither does what is summed over them.
struct GradientBlocks: Sendable {
    private static let size = 16_384

    /// A part of one parameter.
    struct Block: Sendable {
        /// The parameter's place.
        let parameter: Int
        let range: Range<Int>
    }

    let parameters: [Parameter]
    private let blocks: [Block]

    init(_ parameters: [Parameter]) {
        self.parameters = parameters
        blocks = parameters.enumerated().flatMap { place, parameter in
            stride(from: 0, to: parameter.count, by: Self.size).map {
                Block(parameter: place, range: $0..<min($0 + Self.size, parameter.count))
            }
        }
    }

    /// Calls `body` for each block, on the pool's threads.
    func forEach(_ pool: ThreadPool, _ body: @Sendable (Block) -> Void) {
        pool.forEach(blocks.count) { body(blocks[$0]) }
    }

    /// The Euclidean norm of all gradients together, in double precision.
    func norm(_ pool: ThreadPool) -> Double {
        let squares = pool.map(blocks.count) { number in
            let block = blocks[number]
            return kernel_sum_of_squares(
                Kernels.level, block.range.count,
                parameters[block.parameter].gradient.pointer + block.range.lowerBound)
        }
        return squares.reduce(0, +).squareRoot()
    }

    func clear(_ pool: ThreadPool) {
        forEach(pool) { block in
            (parameters[block.parameter].gradient.pointer + block.range.lowerBound)
                .update(repeating: 0, count: block.range.count)
        }
    }
}
