public import Tensors

/// How far confidence can be trusted: predictions in bins by the probability of the predicted class.
///
/// The bins are of equal width; each has its mean confidence beside its accuracy (Guo, Pleiss, Sun and Weinberger 2017,
/// arXiv 1706.04599).
public struct ReliabilityTable: Sendable, Equatable {
    /// The predictions whose confidence is above `lower` and not above `upper`.
    public struct Bin: Sendable, Equatable {
        /// The bounds of the bin.
        public let lower, upper: Double
        /// How many predictions it holds.
        public var count = 0
        /// Their mean confidence; 0 when there are none.
        public var confidence = 0.0
        /// The share of them that is right; 0 when there are none.
        public var accuracy = 0.0
    }

    /// The bins from 0 to 1, empty ones too.
    public let bins: [Bin]
    /// The number of predictions.
    public let count: Int

    /// Sorts predictions into bins.
    ///
    /// `predictions` are the classes that confidence is about; the most probable ones when nil. Throws `mismatchedRows`,
    /// `labelOutOfRange`, `noRows` or `badParameter`.
    public init(
        _ probabilities: DoubleMatrix, truth: [Int], predictions: [Int]? = nil, bins count: Int = 15
    ) throws(ClassifierError) {
        try Metrics.check(probabilities, truth, "ReliabilityTable")
        let predictions = predictions ?? probabilities.largestColumns
        try Metrics.check(probabilities, predictions, "ReliabilityTable")
        guard count >= 1, count <= 10_000 else {
            throw .badParameter(name: "bins", value: "\(count)", requirement: "1 to 10000")
        }
        var bins = (0..<count).map { bin in
            Bin(lower: Double(bin) / Double(count), upper: Double(bin + 1) / Double(count))
        }
        for row in truth.indices {
            let confidence = probabilities[row, predictions[row]]
            // Bins are open below and closed above, so a bound belongs to the lower one.
            let place = (confidence * Double(count)).rounded(.up) - 1
            let bin = min(count - 1, max(0, place.isFinite ? Int(place) : 0))
            bins[bin].count += 1
            bins[bin].confidence += confidence
            bins[bin].accuracy += predictions[row] == truth[row] ? 1 : 0
        }
        for bin in bins.indices where bins[bin].count > 0 {
            bins[bin].confidence /= Double(bins[bin].count)
            bins[bin].accuracy /= Double(bins[bin].count)
        }
        self.bins = bins
        self.count = truth.count
    }

    /// The expected calibration error: the mean gap between confidence and accuracy, each bin counting as often as it has
    /// predictions.
    public var expectedError: Double {
        bins.reduce(0) { $0 + Double($1.count) * abs($1.accuracy - $1.confidence) } / Double(count)
    }
}

extension DoubleMatrix {
    /// The column with the largest value of each row; the first of equals.
    var largestColumns: [Int] {
        (0..<rows).map { row in
            var best = 0
            for column in 0..<columns where self[row, column] > self[row, best] { best = column }
            return best
        }
    }
}
