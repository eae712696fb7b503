internal import Glibc
internal import Tensors

/// One slope for all scores, by maximum likelihood.
enum TemperatureScaling {
    /// The slope whose softmax (of two classes: sigmoid of the second margin) makes `truth` most likely, from e⁻¹⁰ to e¹⁰.
    ///
    /// The loss is convex in the slope, so its derivative changes sign once, and halving finds the place.
    static func slope(of margins: DoubleMatrix, truth: [Int]) -> Double {
        var (low, high) = (-10.0, 10.0)
        for _ in 0..<70 {
            let middle = (low + high) / 2
            if derivative(exp(middle), margins, truth) < 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    /// How the loss changes with the slope: Σ (expected score − score of the true class).
    private static func derivative(_ slope: Double, _ margins: DoubleMatrix, _ truth: [Int]) -> Double {
        var sum = 0.0
        if margins.columns == 2 {
            for (row, label) in truth.enumerated() {
                let margin = margins[row, 1]
                sum += margin * (1 / (1 + exp(-slope * margin)) - Double(label))
            }
            return sum
        }
        for (row, label) in truth.enumerated() {
            let scores = margins.row(row)
            let largest = scores.max() ?? 0
            var (total, expected) = (0.0, 0.0)
            for score in scores {
                let share = exp(slope * (score - largest))
                total += share
                expected += share * score
            }
            sum += expected / total - scores[label]
        }
        return sum
    }
}
