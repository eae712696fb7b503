/// What of the trained layers changes.
public enum TuningMethod: Sendable, Equatable, Codable {
    /// All weights.
    case full
    /// Biases alone, those of norms too (BitFit, Ben Zaken et al. 2022).
    case bias
    /// A product of two narrow matrices added to a matrix: W + alpha / rank · B · A (Hu et al. 2022).
    case lora(rank: Int, alpha: Float, targets: [TuningTarget])
    /// W + P · Λ · Q, whose rank is shared out by importance until `budget` a matrix is left on average (Zhang et al. 2023).
    case adalora(budget: Int, alpha: Float, targets: [TuningTarget])
    /// A narrow layer of `size` behind each half of a layer (Houlsby et al. 2019).
    case adapter(size: Int)
}

/// A matrix of a layer that a method adds to.
public enum TuningTarget: String, Sendable, Hashable, CaseIterable, Codable {
    case query, key, value, output, up, down
}
