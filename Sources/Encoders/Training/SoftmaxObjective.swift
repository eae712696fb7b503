internal import Glibc
internal import Tensors

/// Cross-entropy of a softmax layer behind the vectors, as torch's `CrossEntropyLoss` with weights and label smoothing.
///
/// With `consistency` c rows come in pairs of the same text, whose probabilities p and q are drawn together by
/// c / 4 · (KL(p‖q) + KL(q‖p)), averaged over the pairs: half of what R-Drop sums up for each text (Wu et al. 2021).
struct SoftmaxObjective: Objective {
    /// The label of each training text.
    let labels: [Int]
    let labelCount: Int
    let smoothing: Double
    let consistency: Double
    /// What rows of each label weigh.
    let labelWeights: [Double]
    private let weights: Parameter
    private let bias: Parameter

    var parameters: [Parameter] { [weights, bias] }

    /// The layer begins with weights of deviation 0.02 and without bias, as transformers' heads do.
    ///
    /// `balanced` gives each label rows / (labels · rows of the label), as scikit-learn.
    init(
        labels: [Int], labelCount: Int, dimension: Int, depth: Int, smoothing: Double = 0,
        consistency: Double = 0, balanced: Bool = false, seed: UInt64
    ) {
        self.labels = labels
        self.labelCount = labelCount
        self.smoothing = smoothing
        self.consistency = consistency
        var counts = [Int](repeating: 0, count: labelCount)
        for label in labels { counts[label] += 1 }
        let present = counts.count { $0 > 0 }
        labelWeights = counts.map { count in
            balanced && count > 0 ? Double(labels.count) / Double(present * count) : 1
        }
        let matrix = FloatBuffer(count: labelCount * dimension)
        var random = TuningSeed.random(seed, .head)
        for place in 0..<matrix.count { matrix.pointer[place] = Float(0.02 * random.normal()) }
        let zeros = FloatBuffer(count: labelCount)
        zeros.pointer.update(repeating: 0, count: labelCount)
        weights = Parameter("classifier.weight", shape: [labelCount, dimension], depth: depth, value: matrix)
        bias = Parameter("classifier.bias", shape: [labelCount], depth: depth, value: zeros)
    }

    func evaluate(
        _ rows: [Int], vectors: UnsafePointer<Float>, dimension: Int, scale: Float,
        gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        let total = rows.reduce(0) { $0 + labelWeights[labels[$1]] }
        let logs = rows.indices.map { logProbabilities(vectors + $0 * dimension, dimension: dimension) }
        var loss = 0.0
        var outer = rows.indices.map { row in
            crossEntropy(logs[row], label: labels[rows[row]], total: total, loss: &loss)
        }
        if consistency > 0 {
            for first in stride(from: 0, to: rows.count - 1, by: 2) {
                let share = consistency / 4 * labelWeights[labels[rows[first]]] / (total / 2)
                let (found, left, right) = distance(logs[first], logs[first + 1])
                loss += share * found
                for label in 0..<labelCount {
                    outer[first][label] += share * left[label]
                    outer[first + 1][label] += share * right[label]
                }
            }
        }
        for row in rows.indices {
            spread(
                outer[row].map { Float($0) * scale }, vector: vectors + row * dimension, dimension: dimension,
                gradient: gradient + row * dimension)
        }
        return loss
    }

    /// The logarithms of a vector's probabilities.
    func logProbabilities(_ vector: UnsafePointer<Float>, dimension: Int) -> [Double] {
        let scores = (0..<labelCount).map { label in
            let row = weights.value.pointer + label * dimension
            var sum = Double(bias.value.pointer[label])
            for place in 0..<dimension { sum += Double(row[place]) * Double(vector[place]) }
            return sum
        }
        let top = scores.reduce(-.infinity, max)
        let rest = log(scores.reduce(0) { $0 + exp($1 - top) }) + top
        return scores.map { $0 - rest }
    }

    /// One row's part of the mean, added to `loss`, and its gradient with regard to the scores.
    private func crossEntropy(_ logs: [Double], label: Int, total: Double, loss: inout Double) -> [Double] {
        let own = (1 - smoothing) * labelWeights[label] / total
        let spread = smoothing / Double(labelCount) / total
        let all = labelWeights.reduce(0, +)
        loss -= own * logs[label]
        for other in 0..<labelCount { loss -= spread * labelWeights[other] * logs[other] }
        return (0..<labelCount).map { other in
            let p = exp(logs[other])
            return own * (p - (other == label ? 1 : 0)) + spread * (all * p - labelWeights[other])
        }
    }

    /// KL(p‖q) + KL(q‖p), and its gradients with regard to both rows' scores.
    private func distance(
        _ left: [Double], _ right: [Double]
    ) -> (distance: Double, leftGradient: [Double], rightGradient: [Double]) {
        var (forth, back) = (0.0, 0.0)
        for (l, r) in zip(left, right) {
            forth += exp(l) * (l - r)
            back += exp(r) * (r - l)
        }
        let leftGradient = zip(left, right).map { exp($0) * ($0 - $1 - forth + 1) - exp($1) }
        let rightGradient = zip(left, right).map { exp($1) * ($1 - $0 - back + 1) - exp($0) }
        return (forth + back, leftGradient, rightGradient)
    }

    /// Hands the scores' gradient on to weights, bias and vector.
    private func spread(
        _ outer: [Float], vector: UnsafePointer<Float>, dimension: Int,
        gradient: UnsafeMutablePointer<Float>
    ) {
        gradient.update(repeating: 0, count: dimension)
        for (label, amount) in outer.enumerated() {
            let row = weights.value.pointer + label * dimension
            let sums = weights.gradient.pointer + label * dimension
            for place in 0..<dimension {
                gradient[place] += amount * row[place]
                sums[place] += amount * vector[place]
            }
            bias.gradient.pointer[label] += amount
        }
    }
}
