extension TuningSettings {
    /// The greatest learning rate: what was asked for, or what did well for the method.
    var greatestRate: Double {
        if let learningRate { return learningRate }
        if optimiser == .sgd { return 1e-2 }
        return switch method {
        case .full: embeddings ? 5e-5 : 1e-4
        case .bias, .lora, .adalora, .adapter: 1e-3
        }
    }
}
