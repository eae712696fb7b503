internal import CKernels
internal import Tensors

/// Attention between a text's tokens both ways, from queries, keys and values to their weighted sums.
///
/// Source: Vaswani et al. 2017.
/// The way back computes the probabilities again instead of keeping them, which would take as much room as a long text's
/// states many times over (Dao et al. 2022).
struct TrainableAttention: Sendable {
    let headCount: Int
    let headSize: Int
    let layer: Int
    /// What is added to scores by distance; it stays as it is.
    let bias: RelativeBias?
    private var size: Int { headCount * headSize }
    private var scale: Float { 1 / Float(headSize).squareRoot() }

    /// The rooms for one head of one text.
    struct Scratch {
        /// [tokens × whole panels]: probabilities, those behind dropout, their gradient; and one of these turned.
        let shares, kept, gradient, turned: FloatBuffer
        let panels: FloatBuffer

        init(longest: Int, headSize: Int) {
            let count = longest * kernel_packed_count(1, longest)
            shares = FloatBuffer(count: count)
            kept = FloatBuffer(count: count)
            gradient = FloatBuffer(count: count)
            turned = FloatBuffer(count: count)
            panels = FloatBuffer(
                count: max(kernel_packed_count(headSize, longest), kernel_packed_count(longest, headSize)))
        }
    }

    /// The sums [tokens × hidden] of one text, whose first row is `row` of its batch, from `projected` [tokens × 3 · hidden].
    func callAsFunction(
        row: Int, tokens: Int, _ projected: UnsafePointer<Float>, _ dropout: Dropout?, _ scratch: Scratch,
        to context: UnsafeMutablePointer<Float>
    ) {
        let stride = kernel_packed_count(1, tokens)
        for head in 0..<headCount {
            let own = projected + head * headSize
            probabilities(row: row, tokens: tokens, head, own, dropout, scratch)
            kernel_pack(tokens, headSize, own + 2 * size, 3 * size, scratch.panels.pointer)
            multiply(tokens, scratch.kept, stride, scratch, to: context + head * headSize, size)
        }
    }

    /// The gradient with regard to `projected`, from that with regard to the sums.
    func backward(
        row: Int, tokens: Int, _ projected: UnsafePointer<Float>, _ dropout: Dropout?, _ scratch: Scratch,
        _ gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>
    ) {
        let stride = kernel_packed_count(1, tokens)
        for head in 0..<headCount {
            let own = projected + head * headSize
            let above = gradient + head * headSize
            let place = output + head * headSize
            probabilities(row: row, tokens: tokens, head, own, dropout, scratch)
            // of the values
            kernel_transpose(tokens, tokens, scratch.kept.pointer, stride, scratch.turned.pointer)
            kernel_pack(tokens, headSize, above, size, scratch.panels.pointer)
            multiply(tokens, scratch.turned, tokens, scratch, to: place + 2 * size, 3 * size)
            // of the scores
            kernel_pack_transposed(headSize, tokens, own + 2 * size, 3 * size, scratch.panels.pointer)
            kernel_product(
                Kernels.level, tokens, headSize, stride, above, size, scratch.panels.pointer, nil,
                KERNEL_IDENTITY, scratch.gradient.pointer, stride)
            kernel_softmax_backward(
                Kernels.level, tokens, tokens, scale, scratch.shares.pointer, scratch.kept.pointer,
                scratch.gradient.pointer, stride)
            // of the queries and of the keys
            kernel_pack(tokens, headSize, own + size, 3 * size, scratch.panels.pointer)
            multiply(tokens, scratch.gradient, stride, scratch, to: place, 3 * size)
            kernel_transpose(tokens, tokens, scratch.gradient.pointer, stride, scratch.turned.pointer)
            kernel_pack(tokens, headSize, own, 3 * size, scratch.panels.pointer)
            multiply(tokens, scratch.turned, tokens, scratch, to: place + size, 3 * size)
        }
    }

    /// [tokens × tokens] · the packed [tokens × head size].
    private func multiply(
        _ tokens: Int, _ left: FloatBuffer, _ stride: Int, _ scratch: Scratch,
        to output: UnsafeMutablePointer<Float>, _ outputStride: Int
    ) {
        kernel_product(
            Kernels.level, tokens, tokens, headSize, left.pointer, stride, scratch.panels.pointer, nil,
            KERNEL_IDENTITY, output, outputStride)
    }

    /// One head's probabilities, and what dropout leaves of them.
    private func probabilities(
        row: Int, tokens: Int, _ head: Int, _ own: UnsafePointer<Float>, _ dropout: Dropout?,
        _ scratch: Scratch
    ) {
        let stride = kernel_packed_count(1, tokens)
        let shares = scratch.shares.pointer
        kernel_pack_transposed(headSize, tokens, own + size, 3 * size, scratch.panels.pointer)
        kernel_product(
            Kernels.level, tokens, headSize, stride, own, 3 * size, scratch.panels.pointer, nil,
            KERNEL_IDENTITY,
            shares, stride)
        if let bias {
            for token in 0..<tokens {
                kernel_add_scaled(
                    Kernels.level, tokens, 1 / scale, bias.row(token, head: head), shares + token * stride)
            }
        }
        kernel_softmax(Kernels.level, tokens, tokens, scale, shares, stride)
        let kept = scratch.kept.pointer
        guard let dropout else { return kept.update(from: shares, count: tokens * stride) }
        for token in 0..<tokens {
            let number = ((row + token) * headCount + head) &* 1024
            dropout(
                .init(layer: layer, place: .probabilities), first: number, count: tokens,
                shares + token * stride,
                to: kept + token * stride)
        }
    }
}
