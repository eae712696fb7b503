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
        /// The same block by another name.
        public func renamed(_ name: String) -> Block {
            Block(name: name, features: features, columns: columns, documentFrequency: documentFrequency)
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
        /// The share of each block in this class's scores; the shares sum to 1 unless all are 0.
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
    ///   - contributions: for each class and block the mean over the training set of |what the block adds to the
    ///     score|, [classes × blocks]; shares are its rows divided by their sums. Without it, shares are of the sums of
    ///     squared weights.
    ///   - centred: takes the mean over classes from each column and from the bias first, as a softmax does
    public init(
        blocks: [Block], weights: DoubleMatrix, bias: [Double], top: Int, contributions: DoubleMatrix? = nil,
        centred: Bool = false
    ) throws(ExplanationError) {
        func check(_ what: String, _ expected: Int, _ got: Int) throws(ExplanationError) {
            guard expected == got else {
                throw .mismatchedSizes(operation: "GlobalWeights", what: what, expected: expected, got: got)
            }
        }
        try check("columns", weights.columns, blocks.reduce(0) { $0 + $1.columns })
        try check("biases", weights.rows, bias.count)
        for block in blocks {
            try check("document frequencies", block.columns, block.documentFrequency?.count ?? block.columns)
        }
        if let contributions {
            try check("contribution rows", weights.rows, contributions.rows)
            try check("contribution columns", blocks.count, contributions.columns)
        }
        let shown = centred ? Self.centred(weights, bias) : (weights, bias)
        self.blocks = blocks
        labels = (0..<weights.rows).map { label in
            Self.rank(
                shown.0.row(label), bias: shown.1[label], blocks, top: max(0, top),
                scale: contributions?.row(label))
        }
    }

    private static func centred(_ weights: DoubleMatrix, _ bias: [Double]) -> (DoubleMatrix, [Double]) {
        var weights = weights
        let classes = Double(max(1, weights.rows))
        for column in 0..<weights.columns {
            let mean = (0..<weights.rows).reduce(0) { $0 + weights[$1, column] } / classes
            for label in 0..<weights.rows { weights[label, column] -= mean }
        }
        let mean = bias.reduce(0, +) / classes
        return (weights, bias.map { $0 - mean })
    }

    private static func rank(
        _ weights: [Double], bias: Double, _ blocks: [Block], top: Int, scale: [Double]?
    ) -> Label {
        var named: [Weight] = []
        var sizes: [Double] = []
        var first = 0
        for block in blocks {
            let own = weights[first..<first + block.columns]
            sizes.append(own.reduce(0) { $0 + $1 * $1 })
            for (column, feature) in (block.features ?? []).enumerated() where own[first + column] != 0 {
                named.append(
                    Weight(
                        block: block.name, feature: feature, weight: own[first + column],
                        documentFrequency: block.documentFrequency?[column]))
            }
            first += block.columns
        }
        let positive = named.filter { $0.weight > 0 }.sorted {
            $0.weight != $1.weight ? $0.weight > $1.weight : $0.feature < $1.feature
        }
        let negative = named.filter { $0.weight < 0 }.sorted {
            $0.weight != $1.weight ? $0.weight < $1.weight : $0.feature < $1.feature
        }
        let measured = scale ?? sizes
        let whole = measured.reduce(0, +)
        return Label(
            positive: Array(positive.prefix(top)), negative: Array(negative.prefix(top)),
            morePositive: max(0, positive.count - top), moreNegative: max(0, negative.count - top),
            bias: bias,
            shares: measured.map { whole > 0 ? $0 / whole : 0 })
    }
}
