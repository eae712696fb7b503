public import Classifiers
internal import Tensors

/// How new texts differ from those that a model was trained on.
public struct Drift: Sendable, Equatable {
    /// One label's texts.
    public struct LabelCounts: Sendable, Equatable {
        /// The label.
        public let label: String
        /// Its training texts.
        public let old: Int
        /// Its new texts.
        public let new: Int
    }

    /// What a vocabulary lacks.
    public struct Words: Sendable, Equatable {
        /// The block's name.
        public let block: String
        /// Of the new texts.
        public let new: Familiarity
        /// Of the training texts; nil when it isn't known.
        public let old: Familiarity?
        /// Whether words are looked at, rather than characters.
        public let areWords: Bool
    }

    /// How far the mean vector moved.
    public struct Vectors: Sendable, Equatable {
        /// The block's name.
        public let block: String
        /// The squared distance of the two means over what chance alone would give, on average 1.
        public let ratio: Double
        /// The probability of a ratio at least as large if both groups of texts were drawn alike.
        public let p: Double
    }

    /// The number of training texts.
    public let trainingTexts: Int
    /// The number of new texts.
    public let texts: Int
    /// How many of the new texts the model was trained on.
    public let repeated: Int
    /// The new texts whose label the model knew, and how many of them it labels rightly before they are added.
    public let judged, right: Int
    /// The labels, the model's first.
    public let labels: [LabelCounts]
    /// Whether labels are shared out alike; nil when there are too few texts to tell.
    public let labelTest: HomogeneityTest?
    /// One entry for each block that counts.
    public let words: [Words]
    /// One entry for each block of vectors of which enough is known.
    public let vectors: [Vectors]

    /// The share of texts that would need another label for the shares of the labels to be as they were.
    public var labelDistance: Double {
        let (old, new) = (Double(trainingTexts), Double(texts))
        guard old > 0, new > 0 else { return 0 }
        return labels.reduce(0) { $0 + abs(Double($1.old) / old - Double($1.new) / new) } / 2
    }
}

extension Drift.Vectors {
    /// The fewest new texts of which it is told.
    static let leastTexts = 20
    /// The most new texts whose products are formed.
    private static let productLimit = 500

    /// Compares a matrix of new vectors with the mean and the squares of old ones.
    ///
    /// The squared distance of the means, over what chance would give on average, is a sum of squares weighted by the
    /// covariance's eigenvalues; its distribution is taken for a scaled χ² of the same mean and variance (Satterthwaite 1946,
    /// Box 1954), tr Σ from all texts and tr Σ² from the new ones without bias (Bai and Saranadasa 1996). Nil when there are too few texts.
    init?(block: String, new matrix: Matrix, mean: [Double], squares: Double, rows: Int) {
        guard matrix.rows >= Self.leastTexts, rows >= Self.leastTexts, matrix.columns == mean.count,
            case .dense(let own, let ownSquares) = FeatureProfile.measured(matrix)
        else { return nil }
        let (old, new) = (Double(rows), Double(matrix.rows))
        let trace = (squares + ownSquares) / (old + new - 2)
        guard trace > 0 else { return nil }
        let gap = zip(own, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        ratio = gap / (trace * (1 / old + 1 / new))
        // Between all variance in one direction and the same in all.
        let product = min(
            trace * trace, max(trace * trace / Double(mean.count), Self.squaredTrace(matrix, own)))
        let freedom = trace * trace / product
        p = ChiSquared.upper(ratio * freedom, freedom: freedom)
        self.block = block
    }

    /// tr Σ² of a covariance, estimated without bias from some of the rows.
    private static func squaredTrace(_ matrix: Matrix, _ mean: [Double]) -> Double {
        let step = max(1, matrix.rows / productLimit)
        var values: [Double] = []
        var count = 0
        for row in stride(from: 0, to: matrix.rows, by: step) {
            matrix.withRow(row) {
                for column in mean.indices { values.append(Double($0[column]) - mean[column]) }
            }
            count += 1
        }
        let width = mean.count
        var (sum, trace) = (0.0, 0.0)
        values.withUnsafeBufferPointer { values in
            for left in 0..<count {
                let one = UnsafeBufferPointer(rebasing: values[left * width..<(left + 1) * width])
                for right in 0...left {
                    let other = UnsafeBufferPointer(rebasing: values[right * width..<(right + 1) * width])
                    let product = VectorSums.dot(one, other)
                    sum += (left == right ? 1 : 2) * product * product
                    if left == right { trace += product }
                }
            }
        }
        let freedom = Double(count - 1)
        let biased = sum / (freedom * freedom)
        trace /= freedom
        return freedom * freedom / ((freedom + 2) * (freedom - 1)) * (biased - trace * trace / freedom)
    }
}
