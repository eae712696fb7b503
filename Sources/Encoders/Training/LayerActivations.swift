internal import Tensors

/// What one layer keeps of a batch for the way back, each [tokens × its width].
struct LayerActivations: Sendable {
    let input: FloatBuffer
    /// Queries, keys and values, and what attention makes of them.
    let projected, context: FloatBuffer
    /// The states behind attention: before their norm, and normalised.
    let attended, middle: FloatBuffer
    /// The inner feed-forward layer before its activation.
    let inner: FloatBuffer
    /// The states behind the layer: before their norm, and normalised.
    let sum, output: FloatBuffer
    /// What the narrow layers behind either half keep.
    let attentionBottleneck, feedForwardBottleneck: TrainableBottleneck.Activations?

    init(_ layer: TrainableLayer, input: FloatBuffer, tokens: Int) {
        let (size, width) = (layer.size, layer.innerSize)
        attentionBottleneck = layer.attentionBottleneck?.activations(tokens: tokens)
        feedForwardBottleneck = layer.feedForwardBottleneck?.activations(tokens: tokens)
        self.input = input
        projected = FloatBuffer(count: tokens * 3 * size)
        context = FloatBuffer(count: tokens * size)
        attended = FloatBuffer(count: tokens * size)
        middle = FloatBuffer(count: tokens * size)
        inner = FloatBuffer(count: tokens * width)
        sum = FloatBuffer(count: tokens * size)
        output = FloatBuffer(count: tokens * size)
    }
}

/// The gradients with regard to what a layer computes, in the order of the way back; layers share them one after another.
struct LayerGradients: Sendable {
    /// With regard to the layer's output, on entry.
    var output: FloatBuffer
    /// With regard to its input, at the end.
    var input: FloatBuffer
    let sum, down, inner, middle, attended, attention, context, projected: FloatBuffer

    init(tokens: Int, size: Int, inner width: Int) {
        let states = { FloatBuffer(count: tokens * size) }
        (output, input) = (states(), states())
        (sum, down, middle, attended, attention, context) = (
            states(), states(), states(), states(), states(), states()
        )
        inner = FloatBuffer(count: tokens * width)
        projected = FloatBuffer(count: tokens * 3 * size)
    }
}
