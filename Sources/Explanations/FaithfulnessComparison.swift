internal import Tensors

/// Ways of ranking a text's units, compared with random order over several texts.
public struct FaithfulnessComparison: Sendable, Equatable {
    /// By how much a way of ranking is better than random order: above 0 whatever the measure.
    public struct Gain: Sendable, Equatable {
        /// The mean over texts.
        public let mean: Double
        /// The middle 95% of means over texts drawn again with replacement.
        public let interval: ClosedRange<Double>

        /// Whether chance alone could have made it: the interval includes 0.
        public var includesZero: Bool { interval.contains(0) }
    }

    /// One way of ranking.
    public struct Method: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// The mean figures over texts.
        public let mean: Faithfulness
        /// By how much it is better than random order, for each measure in the order of `Measure.allCases`.
        public let gains: [Gain]

        /// The gain in one measure.
        public func gain(_ measure: Faithfulness.Measure) -> Gain? {
            zip(Faithfulness.Measure.allCases, gains).first { $0.0 == measure }?.1
        }
    }

    /// The ways of ranking, in the order given.
    public let methods: [Method]
    /// The mean figures of random order.
    public let random: Faithfulness
    /// The number of texts.
    public let texts: Int

    /// Compares methods, a row of figures a text, with random order, the mean figures of each text.
    ///
    /// Draws texts, not figures, so that what belongs to one text stays together. Throws `mismatchedSizes` without texts or when
    /// a row has another length.
    public init(
        names: [String], figures: [[Faithfulness]], random: [Faithfulness], draws: Int = 2000,
        seed: UInt64 = 1
    ) throws(ExplanationError) {
        func check(_ what: String, _ expected: Int, _ got: Int) throws(ExplanationError) {
            guard expected == got else {
                throw .mismatchedSizes(
                    operation: "FaithfulnessComparison", what: what, expected: expected, got: got)
            }
        }
        try check("texts", figures.count, random.count)
        for row in figures { try check("methods", names.count, row.count) }
        guard let baseline = Faithfulness.mean(of: random) else {
            throw .mismatchedSizes(operation: "FaithfulnessComparison", what: "texts", expected: 1, got: 0)
        }
        self.random = baseline
        texts = figures.count
        var methods: [Method] = []
        for (place, name) in names.enumerated() {
            let own = figures.map { $0[place] }
            let gains = Faithfulness.Measure.allCases.map { measure in
                let differences = zip(own, random).map { own, random in
                    (own.value(measure) - random.value(measure)) * (measure.isBetterHigher ? 1 : -1)
                }
                return Self.gain(differences, draws: draws, seed: seed)
            }
            methods.append(
                Method(name: name, mean: Faithfulness.mean(of: own) ?? baseline, gains: gains))
        }
        self.methods = methods
    }

    private static func gain(_ differences: [Double], draws: Int, seed: UInt64) -> Gain {
        let count = Double(max(1, differences.count))
        var random = SeededRandom(seed: seed)
        let means = (0..<max(1, draws)).map { _ in
            (0..<differences.count).reduce(0.0) { sum, _ in
                sum + differences[Int(random.unit() * count)]
            } / count
        }.sorted()
        func quantile(_ share: Double) -> Double {
            means[min(means.count - 1, Int((share * Double(means.count - 1)).rounded()))]
        }
        let (low, high) = (quantile(0.025), quantile(0.975))
        return Gain(mean: differences.reduce(0, +) / count, interval: low...max(low, high))
    }
}
