internal import Tensors

/// Judges texts by their vectors.
struct TuningJudge {
    let labelCount: Int
    let dimension: Int

    /// By a classifier: the loss is plain cross-entropy.
    func score(_ vectors: FloatBuffer, labels: [Int], with objective: SoftmaxObjective) -> TuningScore {
        var loss = 0.0
        let predicted = labels.indices.map { row in
            let logs = objective.logProbabilities(vectors.pointer + row * dimension, dimension: dimension)
            loss -= logs[labels[row]] / Double(labels.count)
            return Self.greatest(logs)
        }
        return TuningScore(loss: loss, predicted: predicted, actual: labels, labelCount: labelCount)
    }

    /// By the cosines with the labels' mean directions in the training texts: the loss is the mean of (cos − y)², y being 1
    /// for the own label and 0 for others.
    func score(
        _ vectors: FloatBuffer, labels: [Int], train: FloatBuffer, trainLabels: [Int]
    ) -> TuningScore {
        let centres = centres(train, trainLabels)
        let known = (0..<labelCount).filter { trainLabels.contains($0) }
        var loss = 0.0
        let predicted = labels.indices.map { row in
            let cosines = (0..<labelCount).map { label in
                known.contains(label)
                    ? Cosine(
                        vectors.pointer + row * dimension, centres.pointer + label * dimension, dimension
                    ).value
                    : -2
            }
            for label in known {
                let off = cosines[label] - (label == labels[row] ? 1 : 0)
                loss += off * off / Double(labels.count * known.count)
            }
            return Self.greatest(cosines)
        }
        return TuningScore(loss: loss, predicted: predicted, actual: labels, labelCount: labelCount)
    }

    /// The sum of each label's directions: [labels × dimension].
    private func centres(_ vectors: FloatBuffer, _ labels: [Int]) -> FloatBuffer {
        let centres = FloatBuffer(count: labelCount * dimension)
        centres.pointer.update(repeating: 0, count: centres.count)
        for (row, label) in labels.enumerated() {
            let vector = vectors.pointer + row * dimension
            let scale = Float(1 / Cosine(vector, vector, dimension).leftSquares.squareRoot())
            for place in 0..<dimension { centres.pointer[label * dimension + place] += scale * vector[place] }
        }
        return centres
    }

    private static func greatest(_ values: [Double]) -> Int {
        values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }
}
