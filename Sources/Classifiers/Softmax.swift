internal import Glibc
internal import Tensors

/// Exponentials of scores, shifted by the largest so that none overflows.
enum Softmax {
    /// Replaces the scores at `range` by their softmax.
    static func replace(_ scores: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>) {
        var largest = -Double.infinity
        for index in range { largest = max(largest, scores[index]) }
        var sum = 0.0
        for index in range {
            scores[index] = exp(scores[index] - largest)
            sum += scores[index]
        }
        for index in range { scores[index] /= sum }
    }

    /// Replaces every row of scores by its softmax.
    static func replaceRows(_ scores: inout DoubleMatrix) {
        let width = scores.columns
        scores.values.withUnsafeMutableBufferPointer { values in
            for first in stride(from: 0, to: values.count, by: max(1, width)) {
                replace(values, first..<first + width)
            }
        }
    }

    /// ln Σ exp(score).
    static func logSumOfExponentials(_ scores: some Sequence<Double>) -> Double {
        let largest = scores.reduce(-Double.infinity, max)
        return largest + log(scores.reduce(0) { $0 + exp($1 - largest) })
    }
}
