internal import Tensors

extension TuningMethod {
    /// Whether biases, those of norms too, are trained.
    var trainsBiases: Bool { self == .full || self == .bias }
    /// Whether the gains of norms are trained.
    var trainsGains: Bool { self == .full }

    /// What of one matrix changes.
    func form(
        of target: TuningTarget, _ name: String, inputs: Int, outputs: Int, depth: Int, value: FloatBuffer,
        seed: UInt64
    ) -> TrainableLinear.Form {
        switch self {
        case .full: .full(Parameter(name, shape: [outputs, inputs], depth: depth, value: value))
        case .bias, .adapter, .lora, .adalora: .frozen
        }
    }
}
