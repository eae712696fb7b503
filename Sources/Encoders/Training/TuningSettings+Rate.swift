extension TuningSettings {
    /// The greatest learning rate: what was asked for, or what did well for the method.
    var greatestRate: Double {
        if let learningRate { return learningRate }
        if optimiser == .sgd { return 1e-2 }
        return switch method {
        case .full: embeddings ? 5e-5 : 1e-4
        case .lora, .adapter: 3e-3
        case .bias: 1e-2
        // its singular values begin at 0, between directions that are small
        case .adalora: 2e-2
        }
    }
}
