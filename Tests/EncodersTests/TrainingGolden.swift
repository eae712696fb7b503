import Tensors

@testable import Encoders

/// What PyTorch gave for training small encoders, as `make_training.py` recorded it.
struct TrainingGolden: Decodable {
    struct Case: Decodable {
        let folder: String
        let ids: [[Int32]]
        let layers: Int
        /// Whether the embedding layer is trained too.
        let everything: Bool
        let head: [String: String]
        let loss: Double
        let gradients: [String: String]
        let inputs: String
        let losses: [Double]
        let after: [String: String]
    }
    let labels: [Int]
    let rate, decay: Double
    let cases: [Case]

    static func read() throws -> TrainingGolden {
        try Reference.read("training.json", as: TrainingGolden.self)
    }
}

/// Cross-entropy of a softmax layer, written as it is defined, for tests of what is below it.
struct PlainSoftmax {
    var weight, bias: [Float]
    let classes: Int

    /// The mean loss, and its gradients with regard to the vectors, the weights and the biases.
    func gradients(
        _ vectors: [Float], _ labels: [Int]
    ) -> (loss: Double, vectors: [Float], weight: [Float], bias: [Float]) {
        let width = weight.count / classes
        var (loss, above) = (0.0, [Float](repeating: 0, count: vectors.count))
        var (weights, biases) = (
            [Float](repeating: 0, count: weight.count), [Float](repeating: 0, count: classes)
        )
        for (row, label) in labels.enumerated() {
            let vector = Array(vectors[row * width..<(row + 1) * width])
            let scores = (0..<classes).map { k in
                Double(bias[k])
                    + (0..<width).reduce(0) { $0 + Double(weight[k * width + $1]) * Double(vector[$1]) }
            }
            let top = scores.max() ?? 0
            let powers = scores.map { Self.exp($0 - top) }
            let total = powers.reduce(0, +)
            loss -= (scores[label] - top - Self.log(total)) / Double(labels.count)
            for k in 0..<classes {
                let slope = Float((powers[k] / total - (k == label ? 1 : 0)) / Double(labels.count))
                biases[k] += slope
                for column in 0..<width {
                    weights[k * width + column] += slope * vector[column]
                    above[row * width + column] += slope * weight[k * width + column]
                }
            }
        }
        return (loss, above, weights, biases)
    }
}
