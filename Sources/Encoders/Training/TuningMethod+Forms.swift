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
        let module = String(name.dropLast(".weight".count))
        switch self {
        case .full: return .full(Parameter(name, shape: [outputs, inputs], depth: depth, value: value))
        case .lora(let rank, let alpha, let targets) where targets.contains(target):
            return .made(
                LowRank(
                    module, inputs: inputs, outputs: outputs, rank: rank, alpha: alpha, depth: depth,
                    frozen: value.copy(), seed: seed))
        case .adalora(let budget, let alpha, let targets) where targets.contains(target):
            return .made(
                Adaptive(
                    module, inputs: inputs, outputs: outputs,
                    rank: AdaptiveBudget.initialRank(budget: budget), alpha: alpha, depth: depth,
                    frozen: value.copy(), seed: seed))
        case .bias, .adapter, .lora, .adalora: return .frozen
        }
    }
}
