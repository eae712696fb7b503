public import Tensors

/// The exact split of a linear head's score over pooled token vectors into tokens.
///
/// score_k = Σ_j w_kj (x_j − μ_j)/σ_j with x = Σ_t a_t h_t / norm, so token t adds a_t/norm Σ_j w_kj/σ_j h_tj and
/// −Σ_j w_kj μ_j/σ_j joins the bias. The norm is held as observed for this text.
public struct DenseAttribution: Sendable, Equatable {
    /// What each token adds to each class, [tokens × classes].
    public let amounts: DoubleMatrix
    /// What the scaler's means add to each class's bias; zeros without a scaler.
    public let bias: [Double]

    /// Splits the scores of one text.
    ///
    /// - Parameters:
    ///   - tokens: token vectors, [tokens × width]
    ///   - pooling: the weight of each token in the pooled vector; 1/T each for a mean over T tokens, 0 for one left out
    ///   - norm: the length that the pooled vector was divided by, 1 when it wasn't; a norm of 0 counts as 1
    ///   - weights: the head's weights of this block, [classes × width]
    ///   - mean: the scaler's means, nil without one
    ///   - deviation: the scaler's deviations, nil without one
    public init(
        tokens: Matrix, pooling: [Double], norm: Double = 1, weights: DoubleMatrix, mean: [Double]? = nil,
        deviation: [Double]? = nil
    ) throws(ExplanationError) {
        let width = tokens.columns
        func check(_ what: String, _ count: Int, _ expected: Int) throws(ExplanationError) {
            guard count == expected else {
                throw .mismatchedSizes(
                    operation: "DenseAttribution", what: what, expected: expected, got: count)
            }
        }
        try check("pooling weights", pooling.count, tokens.rows)
        try check("weight columns", weights.columns, width)
        try check("means", mean?.count ?? width, width)
        try check("deviations", deviation?.count ?? width, width)
        guard norm.isFinite, pooling.allSatisfy(\.isFinite) else {
            throw .notFinite(operation: "DenseAttribution", what: "norm or pooling weights")
        }
        var scaled = weights.values
        if let deviation {
            for position in scaled.indices { scaled[position] /= deviation[position % width] }
        }
        amounts = Self.amounts(tokens, pooling, norm: norm == 0 ? 1 : norm, scaled, classes: weights.rows)
        bias = (0..<weights.rows).map { label in
            guard let mean else { return 0 }
            return -(0..<width).reduce(0) { $0 + scaled[label * width + $1] * mean[$1] }
        }
    }

    private static func amounts(
        _ tokens: Matrix, _ pooling: [Double], norm: Double, _ weights: [Double], classes: Int
    ) -> DoubleMatrix {
        var amounts = DoubleMatrix(rows: tokens.rows, columns: classes)
        for token in 0..<tokens.rows where pooling[token] != 0 {
            tokens.withRow(token) { vector in
                for label in 0..<classes {
                    let first = label * vector.count
                    var sum = 0.0
                    for column in vector.indices { sum += Double(vector[column]) * weights[first + column] }
                    amounts[token, label] = sum * pooling[token] / norm
                }
            }
        }
        return amounts
    }

    /// The contributions of the tokens `names`, standing at `ranges` (nil for special tokens).
    ///
    /// Tokens without part in the pooled vector add 0 and are kept, so that tables show every token.
    public func contributions(
        block: String, names: [String], ranges: [Range<Int>?]
    ) throws(ExplanationError) -> [Contribution] {
        for (what, count) in [("names", names.count), ("ranges", ranges.count)] where count != amounts.rows {
            throw .mismatchedSizes(
                operation: "DenseAttribution.contributions", what: what, expected: amounts.rows, got: count)
        }
        return names.indices.map {
            Contribution(block: block, name: names[$0], range: ranges[$0], amounts: amounts.row($0))
        }
    }
}
