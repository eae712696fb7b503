internal import Glibc

/// The learning rate of each parameter.
struct LearningRates: Sendable {
    /// What each parameter's rate is of the run's.
    private let shares: [Double]

    /// Parameters of the encoder, the lower the slower: a layer's rate is `decay` times that of the one above it; then
    /// those of the head, with a multiple of their own.
    init(encoder: [Parameter], head: [Parameter], decay: Double, headRate: Double) {
        let top = encoder.map(\.depth).max() ?? 0
        shares =
            encoder.map { pow(decay, Double(top - $0.depth)) }
            + head.map { _ in headRate }
    }

    func callAsFunction(_ rate: Double) -> [Double] { shares.map { $0 * rate } }
}
