internal import CKernels
internal import Glibc
internal import Tensors

/// The vectors of a batch's tokens as they are pooled: one layer's, the mean of several, or several side by side.
struct TokenStates {
    /// [tokens × width].
    let buffer: FloatBuffer
    let width: Int

    /// Runs the layers that `choice` needs; nil when `shouldStop` said so.
    init?(
        _ batch: TokenBatch, _ model: Transformer, _ choice: LayerChoice, shouldStop: () -> Bool = { false }
    ) {
        let size = model.configuration.hiddenSize
        let rows = batch.tokenCount
        width = size * choice.width
        if case .one(let layer) = choice {
            guard let work = model.run(batch, depth: layer, shouldStop: shouldStop) else { return nil }
            buffer = work.state
            return
        }
        let mixed = FloatBuffer(count: rows * width)
        mixed.pointer.update(repeating: 0, count: mixed.count)
        let work = model.run(batch, depth: choice.depth, shouldStop: shouldStop) { layer, states in
            switch choice {
            case .one: break
            case .mean(let range):
                guard range.contains(layer) else { return }
                kernel_add_scaled(
                    Kernels.level, rows * size, 1 / Float(range.count), states, mixed.pointer)
            case .joined(let layers):
                for (place, wanted) in layers.enumerated() where wanted == layer {
                    for row in 0..<rows {
                        memcpy(
                            mixed.pointer + (row * layers.count + place) * size, states + row * size, size * 4
                        )
                    }
                }
            }
        }
        guard work != nil else { return nil }
        buffer = mixed
    }

    /// The same, copied.
    var matrix: Matrix {
        var matrix = Matrix(rows: width == 0 ? 0 : buffer.count / width, columns: width)
        matrix.values = Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count))
        return matrix
    }
}
