/// How much each row counts.
public enum ClassWeight: Sendable, Equatable {
    /// All rows alike.
    case none
    /// Rows of class k count n / (K · n_k), so that all classes weigh the same.
    case balanced
    /// Rows of a label count its factor, above 0; rows of labels that aren't named count 1.
    case named([Factor])
    /// Rows of class k count the factor at k, above 0.
    case each([Double])

    /// What the rows of one label count.
    public struct Factor: Sendable, Equatable, Codable {
        /// The label.
        public let label: String
        /// How often each of its rows counts.
        public let weight: Double

        /// Rows of `label` count `weight`.
        public init(label: String, weight: Double) {
            self.label = label
            self.weight = weight
        }
    }

    /// The same with names replaced by their places in `labels`.
    ///
    /// Throws `unknownLabel`.
    public func resolved(_ labels: [String]) throws(ClassifierError) -> ClassWeight {
        guard case .named(let factors) = self else { return self }
        var weights = [Double](repeating: 1, count: labels.count)
        for factor in factors {
            guard let place = labels.firstIndex(of: factor.label) else {
                throw .unknownLabel(label: factor.label, labels: labels)
            }
            weights[place] = factor.weight
        }
        return .each(weights)
    }
}

extension ClassWeight {
    /// What a row of each class counts when there are so many rows of each.
    ///
    /// Throws `badParameter` when there isn't a positive weight for each class.
    func weights(_ counts: [Int]) throws(ClassifierError) -> [Double] {
        switch self {
        case .none: return [Double](repeating: 1, count: counts.count)
        case .balanced:
            let all = Double(counts.reduce(0, +))
            return counts.map { all / (Double(counts.count) * Double($0)) }
        case .each(let weights):
            guard weights.count == counts.count else {
                throw .badParameter(
                    name: "class_weight", value: "\(weights.count) weights",
                    requirement: "\(counts.count) weights")
            }
            for weight in weights { try Parameters.positive("class_weight", weight) }
            return weights
        case .named:
            throw .badParameter(name: "class_weight", value: "names", requirement: "resolved")
        }
    }
}

extension TrainingSet {
    /// What a row of each label counts.
    ///
    /// Throws `badParameter` when there isn't a positive weight for each class.
    func labelWeights(_ classWeight: ClassWeight) throws(ClassifierError) -> [Double] {
        try classWeight.weights(counts)
    }

    /// What a row of each label counts where `label` is told from the rest, both sides weighing the same.
    func balancedWeights(against label: Int) -> [Double] {
        let all = Double(labels.count)
        let own = all / (2 * Double(counts[label]))
        let rest = all / (2 * (all - Double(counts[label])))
        return (0..<classes).map { $0 == label ? own : rest }
    }
}
