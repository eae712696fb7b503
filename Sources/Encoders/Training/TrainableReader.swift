internal import CKernels
internal import Tensors

/// Reads one layer's weights for training.
struct TrainableReader {
    let root, path: WeightPath
    let configuration: EncoderConfiguration
    let method: TuningMethod
    let depth: Int
    let seed: UInt64
    private var names: TensorNames { configuration.architecture.tensors }

    init(
        _ root: WeightPath, layer: String, _ configuration: EncoderConfiguration, _ method: TuningMethod,
        depth: Int, seed: UInt64
    ) {
        self.root = root
        path = root[layer]
        self.configuration = configuration
        self.method = method
        self.depth = depth
        self.seed = seed
    }

    func layer(_ index: Int, _ bias: RelativeBias?) throws(EncoderError) -> TrainableLayer {
        let (size, inner) = (configuration.hiddenSize, configuration.feedForwardSize)
        return TrainableLayer(
            index: index,
            attention: TrainableAttention(
                headCount: configuration.headCount, headSize: configuration.headSize, layer: index, bias: bias
            ),
            projection: try linear(
                Array(zip(names.attention, [.query, .key, .value])), inputs: size, outputs: size),
            output: try linear([(names.attentionOutput, .output)], inputs: size, outputs: size),
            up: try linear([(names.up, .up)], inputs: size, outputs: inner),
            down: try linear([(names.down, .down)], inputs: inner, outputs: size),
            attentionBottleneck: try bottleneck(behind: names.attentionOutput),
            feedForwardBottleneck: try bottleneck(behind: names.down),
            attentionNorm: try norm(names.attentionNorm), feedForwardNorm: try norm(names.feedForwardNorm),
            activation: configuration.activation)
    }

    /// Layers over one input, each with `outputs` outputs, as one.
    private func linear(
        _ parts: [(name: String, target: TuningTarget)], inputs: Int, outputs: Int
    ) throws(EncoderError) -> TrainableLinear {
        let weight = FloatBuffer(count: parts.count * outputs * inputs)
        let bias = FloatBuffer(count: parts.count * outputs)
        var read: [TrainableLinear.Part] = []
        for (index, part) in parts.enumerated() {
            let place = path[part.name]
            let own = parts.count == 1 ? weight : FloatBuffer(count: outputs * inputs)
            try place["weight"].tensor(outputs, inputs).copy(from: 0, count: own.count, to: own.pointer)
            (weight.pointer + index * own.count).update(from: own.pointer, count: own.count)
            let shift = parts.count == 1 ? bias : FloatBuffer(count: outputs)
            try place["bias"].tensor(outputs).copy(from: 0, count: outputs, to: shift.pointer)
            (bias.pointer + index * outputs).update(from: shift.pointer, count: outputs)
            let form = method.form(
                of: part.target, place["weight"].name(below: root), inputs: inputs, outputs: outputs,
                depth: depth,
                value: own,
                seed: seed)
            let parameter = Parameter(
                place["bias"].name(below: root), shape: [outputs], depth: depth, value: shift)
            read.append(TrainableLinear.Part(form: form, bias: method.trainsBiases ? parameter : nil))
        }
        return TrainableLinear(parts: read, inputs: inputs, weight: weight, bias: bias)
    }

    private func norm(_ name: String) throws(EncoderError) -> TrainableNorm {
        try Self.norm(
            path[name], below: root, size: configuration.hiddenSize, epsilon: configuration.layerNormEpsilon,
            depth: depth,
            gains: method.trainsGains, shifts: method.trainsBiases)
    }

    /// A norm, whose gains and shifts are trained or not.
    static func norm(
        _ path: WeightPath, below root: WeightPath, size: Int, epsilon: Float, depth: Int, gains: Bool,
        shifts: Bool
    ) throws(EncoderError) -> TrainableNorm {
        let norm = try LayerNorm(path, size: size, epsilon: epsilon)
        func parameter(_ tensor: String, _ value: FloatBuffer) -> Parameter {
            Parameter(path[tensor].name(below: root), shape: [size], depth: depth, value: value)
        }
        return TrainableNorm(
            gain: norm.gain, shift: norm.shift, epsilon: norm.epsilon,
            gainParameter: gains ? parameter(norm.names.gain, norm.gain) : nil,
            shiftParameter: shifts ? parameter(norm.names.shift, norm.shift) : nil)
    }
}
