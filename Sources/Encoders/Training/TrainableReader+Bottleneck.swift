internal import Tensors

extension TrainableReader {
    /// The bottleneck behind a layer: the encoder's own, or a new one where the method trains them; else none.
    ///
    /// New ones begin near to nothing: weights with deviation 0.01, biases 0 (Houlsby et al. 2019).
    func bottleneck(behind name: String) throws(EncoderError) -> TrainableBottleneck? {
        let place = path[name][Bottleneck.name]
        let size = configuration.hiddenSize
        let own = root.file.shape(of: place["down"]["weight"].name)?.first
        if let own {
            return TrainableBottleneck(
                down: try narrow(place["down"], inputs: size, outputs: own, isNew: false),
                up: try narrow(place["up"], inputs: own, outputs: size, isNew: false))
        }
        guard case .adapter(let width) = method else { return nil }
        guard (1...size).contains(width) else {
            throw .badSetting(setting: "size", value: width, allowed: 1...size)
        }
        return TrainableBottleneck(
            down: try narrow(place["down"], inputs: size, outputs: width, isNew: true),
            up: try narrow(place["up"], inputs: width, outputs: size, isNew: true))
    }

    private func narrow(
        _ place: WeightPath, inputs: Int, outputs: Int, isNew: Bool
    ) throws(EncoderError) -> TrainableLinear {
        let (weight, bias) = (FloatBuffer(count: inputs * outputs), FloatBuffer(count: outputs))
        let name = place["weight"].name(below: root)
        if isNew {
            var random = SeededRandom(seed: seed ^ SeededName.hash(of: name))
            for index in 0..<weight.count { weight.pointer[index] = Float(0.01 * random.normal()) }
            bias.pointer.update(repeating: 0, count: outputs)
        } else {
            try place["weight"].tensor(outputs, inputs).copy(from: 0, count: weight.count, to: weight.pointer)
            try place["bias"].tensor(outputs).copy(from: 0, count: outputs, to: bias.pointer)
        }
        let isTrained =
            switch method {
            case .adapter, .full: true
            default: false
            }
        let matrix = Parameter(name, shape: [outputs, inputs], depth: depth, value: weight)
        let shift = Parameter(place["bias"].name(below: root), shape: [outputs], depth: depth, value: bias)
        return TrainableLinear(
            parts: [
                TrainableLinear.Part(
                    form: isTrained ? .full(matrix) : .frozen,
                    bias: isTrained || method.trainsBiases ? shift : nil)
            ],
            inputs: inputs, weight: weight, bias: bias)
    }
}
