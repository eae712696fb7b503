internal import Glibc
public import Tensors

/// Heads for rows that may have several labels, or none: each label against the rest, by itself.
///
/// As scikit-learn's `OneVsRestClassifier` over the same head. Each label becomes one plane, so that its score can be taken
/// apart like any other: the plane of the two classes, or the difference of their two planes for heads that have
/// two (naive Bayes), whose sigmoid is the softmax of the two.
public enum LabelwiseFit {
    /// Fits a head for each label.
    ///
    /// `sets` holds the labels of each row; `heads` has the head of each label. A label that no row or every row has gets no
    /// weights, and for its score the log-odds of its smoothed share. Throws `notLinear` facts as `badParameter`, and what the
    /// heads throw.
    public static func fit(
        _ heads: [any Head], features: Features, sets: [[Int]], pool: ThreadPool = .machine,
        shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> FittedHead {
        guard sets.count == features.rows else {
            throw .mismatchedRows(operation: "LabelwiseFit", expected: features.rows, got: sets.count)
        }
        let shared = try TrainingSet(unlabelled: features)
        var weights = DoubleMatrix(rows: heads.count, columns: features.columns)
        var bias = [Double](repeating: 0, count: heads.count)
        var convergence = Convergence(iterations: 0, gradient: 0, converged: true, objective: 0)
        var reading = LinearModel.Reading.value
        var hasProbabilities = true
        for (label, head) in heads.enumerated() {
            if shouldStop() { throw .interrupted }
            let members = sets.map { $0.contains(label) }
            let own = members.count { $0 }
            guard own > 0, own < members.count else {
                bias[label] = log((Double(own) + 0.5) / (Double(members.count - own) + 0.5))
                continue
            }
            let fitted = try head.fit(
                try shared.against(rest: members), pool: pool, shouldStop: shouldStop)
            guard let plane = fitted.model.linear else {
                throw .badParameter(name: "head", value: "no planes", requirement: "linear")
            }
            let isPair = plane.probability == .softmax
            for column in 0..<plane.columns {
                weights[label, column] = plane.weights[1, column] - (isPair ? plane.weights[0, column] : 0)
            }
            bias[label] = plane.bias[1] - (isPair ? plane.bias[0] : 0)
            reading = plane.reading
            hasProbabilities = hasProbabilities && plane.probability != .none
            convergence.add(fitted.convergence)
        }
        let model = try LinearModel(
            weights: weights, bias: bias, probability: hasProbabilities ? .independent : .none,
            reading: reading)
        return FittedHead(model: model, convergence: convergence)
    }
}
