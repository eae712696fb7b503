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
        /// Its column over all blocks.
        public let column: Int
        /// Its weight.
        public let weight: Double
        /// Its weight times the standard deviation of the feature over texts, when that is known.
        public let scaled: Double?
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
        /// The number of features with a weight that the filter left out.
        public let unmatched: Int
        /// The share of each block in this class's scores; the shares sum to 1 unless all are 0.
        public let shares: [Double]
    }

    /// The blocks, in column order.
    public let blocks: [Block]
    /// One entry for each class.
    public let labels: [Label]

    /// What is listed of the weights, and how.
    public struct Choice: Sendable {
        /// The most weights listed on each side.
        public var top: Int
        /// Takes the mean over classes from each column and from the bias first, as a softmax does.
        public var isCentred: Bool
        /// The class whose weights and bias are taken from those of all others, if any.
        public var other: Int?
        /// The standard deviation of each column over texts, when known.
        public var deviations: [Double?]?
        /// Whether a feature of this name is wanted.
        public var isWanted: @Sendable (String) -> Bool

        /// Lists the strongest `top` of all, unless told otherwise.
        public init(
            top: Int, isCentred: Bool = false, against other: Int? = nil, deviations: [Double?]? = nil,
            isWanted: @escaping @Sendable (String) -> Bool = { _ in true }
        ) {
            self.top = max(0, top)
            self.isCentred = isCentred
            self.other = other
            self.deviations = deviations
            self.isWanted = isWanted
        }
    }

    /// Ranks `weights`, [classes × columns over all blocks].
    ///
    /// `contributions` has for each class and block the mean over the training set of |what the block adds to the score|,
    /// [classes × blocks]; shares are its rows divided by their sums. Without it, shares are of the sums of squared weights.
    /// Against another class, shares are those of the class itself.
    public init(
        blocks: [Block], weights: DoubleMatrix, bias: [Double], contributions: DoubleMatrix? = nil,
        choice: Choice
    ) throws(ExplanationError) {
        func check(_ what: String, _ expected: Int, _ got: Int) throws(ExplanationError) {
            guard expected == got else {
                throw .mismatchedSizes(operation: "GlobalWeights", what: what, expected: expected, got: got)
            }
        }
        try check("columns", weights.columns, blocks.reduce(0) { $0 + $1.columns })
        try check("biases", weights.rows, bias.count)
        try check("deviations", weights.columns, choice.deviations?.count ?? weights.columns)
        for block in blocks {
            try check("document frequencies", block.columns, block.documentFrequency?.count ?? block.columns)
        }
        if let contributions {
            try check("contribution rows", weights.rows, contributions.rows)
            try check("contribution columns", blocks.count, contributions.columns)
        }
        if let other = choice.other, !bias.indices.contains(other) {
            throw .outOfRange(operation: "GlobalWeights", what: "label", value: other, count: bias.count)
        }
        let shown = Self.compared(weights, bias, choice)
        self.blocks = blocks
        labels = (0..<weights.rows).map { label in
            Self.rank(
                shown.0.row(label), bias: shown.1[label], blocks, choice,
                scale: contributions?.row(label) ?? Self.squares(weights.row(label), blocks))
        }
    }

    /// The weights as they are listed: about the mean over classes, or less those of another class.
    private static func compared(
        _ weights: DoubleMatrix, _ bias: [Double], _ choice: Choice
    ) -> (DoubleMatrix, [Double]) {
        guard choice.isCentred || choice.other != nil else { return (weights, bias) }
        func taken(_ values: [Double]) -> [Double] {
            let origin = choice.other.map { values[$0] } ?? values.reduce(0, +) / Double(max(1, values.count))
            return values.map { $0 - origin }
        }
        var changed = weights
        for column in 0..<weights.columns {
            let values = taken((0..<weights.rows).map { weights[$0, column] })
            for (label, value) in values.enumerated() { changed[label, column] = value }
        }
        return (changed, taken(bias))
    }

    private static func squares(_ weights: [Double], _ blocks: [Block]) -> [Double] {
        var first = 0
        return blocks.map { block in
            defer { first += block.columns }
            return weights[first..<first + block.columns].reduce(0) { $0 + $1 * $1 }
        }
    }

    private static func rank(
        _ weights: [Double], bias: Double, _ blocks: [Block], _ choice: Choice, scale: [Double]
    ) -> Label {
        let all = named(weights, blocks, choice.deviations)
        let wanted = all.filter { choice.isWanted($0.feature) }
        func side(_ sign: Double) -> [Weight] {
            wanted.filter { $0.weight * sign > 0 }.sorted {
                $0.weight != $1.weight ? $0.weight * sign > $1.weight * sign : $0.feature < $1.feature
            }
        }
        let (positive, negative) = (side(1), side(-1))
        let whole = scale.reduce(0, +)
        return Label(
            positive: Array(positive.prefix(choice.top)), negative: Array(negative.prefix(choice.top)),
            morePositive: max(0, positive.count - choice.top),
            moreNegative: max(0, negative.count - choice.top), bias: bias,
            unmatched: all.count - wanted.count, shares: scale.map { whole > 0 ? $0 / whole : 0 })
    }

    /// The weights other than 0 of features that have names.
    private static func named(_ weights: [Double], _ blocks: [Block], _ deviations: [Double?]?) -> [Weight] {
        var named: [Weight] = []
        var first = 0
        for block in blocks {
            for (place, feature) in (block.features ?? []).enumerated() where weights[first + place] != 0 {
                let column = first + place
                named.append(
                    Weight(
                        block: block.name, feature: feature, column: column, weight: weights[column],
                        scaled: (deviations?[column]).map { $0 * weights[column] },
                        documentFrequency: block.documentFrequency?[place]))
            }
            first += block.columns
        }
        return named
    }
}
