public import Tensors

/// The weights of a linear head by feature name: what speaks for and against each class.
public struct GlobalWeights: Sendable, Equatable {
    /// A block of columns: named one by one, or dense and shown as one line.
    public struct Block: Sendable, Equatable {
        /// The block's name.
        public let name: String
        /// The name of each column; nil for a dense block, whose columns mean nothing alone.
        public let features: [String]?
        /// The number of columns.
        public let columns: Int
        /// The number of training texts each feature occurs in, when known.
        public let documentFrequency: [Int]?

        /// A block whose columns have names.
        public static func named(_ name: String, features: [String], documentFrequency: [Int]? = nil) -> Block
        {
            Block(
                name: name, features: features, columns: features.count, documentFrequency: documentFrequency)
        }
        /// A block whose columns have none.
        public static func dense(_ name: String, columns: Int) -> Block {
            Block(name: name, features: nil, columns: columns, documentFrequency: nil)
        }
    }

    /// A named feature's weight for one class.
    public struct Weight: Sendable, Equatable {
        /// The block it belongs to.
        public let block: String
        /// The feature.
        public let feature: String
        /// Its weight.
        public let weight: Double
        /// The number of training texts it occurs in, when known.
        public let documentFrequency: Int?
    }

    /// One class.
    public struct Label: Sendable, Equatable {
        /// The largest positive weights, descending.
        public let positive: [Weight]
        /// The largest negative weights, most negative first.
        public let negative: [Weight]
        /// The number of positive weights not listed.
        public let morePositive: Int
        /// The number of negative weights not listed.
        public let moreNegative: Int
        /// The bias.
        public let bias: Double
        /// For each block, its share of Σ_rows |Σ_columns in block w·x|; see `shares`.
        public let shares: [Double]
    }

    /// The blocks, in column order.
    public let blocks: [Block]
    /// One entry for each class.
    public let labels: [Label]

    /// Ranks `weights`, [classes × columns over all blocks].
    ///
    /// - Parameters:
    ///   - top: the most weights listed on each side
    ///   - contributions: for each class and block the mean over the training set of |what the block adds to the score|,
    ///     [classes × blocks]; shares are its rows divided by their sums. Without it, shares are of the blocks' weight norms.
    ///   - centred: takes the mean over classes from each column first, as a softmax does
    public init(
        blocks: [Block], weights: DoubleMatrix, bias: [Double], top: Int, contributions: DoubleMatrix? = nil,
        centred: Bool = false
    ) throws(ExplanationError) {
        self.blocks = blocks
        labels = []
    }
}
