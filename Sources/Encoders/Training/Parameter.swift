internal import Tensors

/// A tensor that training changes, with the gradient of the loss beside it.
struct Parameter: Sendable {
    /// What the encoder's weight file calls it below the model's own prefix, or would call it.
    let name: String
    let shape: [Int]
    /// The layer that it belongs to: 0 the embedding layer, 1… the transformer layers, one more what stands behind them.
    let depth: Int
    /// Whether weight decay pulls at it: at matrices, not at biases and norms (Loshchilov and Hutter 2019).
    let decays: Bool
    /// Which rows of the tensor these are; nil where they are all.
    let rows: [Int32]?
    let value: FloatBuffer
    /// What has been added up since ``clearGradient()``.
    let gradient: FloatBuffer

    var count: Int { value.count }

    init(_ name: String, shape: [Int], depth: Int, rows: [Int32]? = nil, value: FloatBuffer) {
        self.name = name
        self.shape = shape
        self.depth = depth
        self.rows = rows
        self.value = value
        decays = shape.count > 1
        gradient = FloatBuffer(count: value.count)
        clearGradient()
    }

    func clearGradient() { gradient.pointer.update(repeating: 0, count: gradient.count) }
}
