internal import Glibc
public import Tensors

/// Summaries of attention probabilities: where the encoder looked, which is not why the head decided.
public struct AttentionSummary: Sendable, Equatable {
    /// Mean over the heads of each layer, [T × T] a layer; row = from, column = to.
    public let layers: [Matrix]
    /// The number of tokens, T.
    public let tokens: Int

    /// Averages heads.
    ///
    /// `attention[layer][head]` is [T × T] with rows that sum to 1. Throws `mismatchedSizes` when the matrices aren't of
    /// one square size, or a layer has no head.
    public init(_ attention: [[Matrix]]) throws(ExplanationError) {
        func check(_ what: String, _ expected: Int, _ got: Int) throws(ExplanationError) {
            guard expected == got else {
                throw .mismatchedSizes(
                    operation: "AttentionSummary", what: what, expected: expected, got: got)
            }
        }
        tokens = attention.first?.first?.rows ?? 0
        var layers: [Matrix] = []
        for heads in attention {
            guard !heads.isEmpty else {
                throw .mismatchedSizes(operation: "AttentionSummary", what: "heads", expected: 1, got: 0)
            }
            var sum = Matrix(rows: tokens, columns: tokens)
            for head in heads {
                try check("rows", tokens, head.rows)
                try check("columns", tokens, head.columns)
                for index in head.values.indices {
                    sum.values[index] += head.values[index] / Float(heads.count)
                }
            }
            layers.append(sum)
        }
        self.layers = layers
    }

    /// The attention each token receives in `layer` (from 0): the mean of its column; sums to 1.
    public func received(layer: Int) throws(ExplanationError) -> [Double] {
        let matrix = try self.layer(layer)
        return (0..<tokens).map { to in
            (0..<tokens).reduce(0) { $0 + Double(matrix[$1, to]) } / Double(tokens)
        }
    }

    /// The entropy of each token's attention in `layer` (from 0), in nats: 0 looks at one token, ln T at all alike.
    public func entropy(layer: Int) throws(ExplanationError) -> [Double] {
        let matrix = try self.layer(layer)
        return (0..<tokens).map { from in
            (0..<tokens).reduce(0) { sum, to in
                let share = Double(matrix[from, to])
                return share > 0 ? sum - share * log(share) : sum
            }
        }
    }

    /// Attention rollout, [T × T], rows sum to 1: the product over the first `depth` layers (all unless told) of ½A + ½I.
    ///
    /// Row t says how much of each input token reaches position t of the last of them. After Abnar and Zuidema (2020),
    /// arXiv 2005.00928.
    public func rollout(depth: Int? = nil) throws(TensorError) -> DoubleMatrix {
        var product = DoubleMatrix(rows: tokens, columns: tokens)
        for token in 0..<tokens { product[token, token] = 1 }
        for layer in layers.prefix(max(0, depth ?? layers.count)) {
            product = try Products.multiply(Self.mixed(layer), product)
        }
        return product
    }

    private func layer(_ number: Int) throws(ExplanationError) -> Matrix {
        guard layers.indices.contains(number) else {
            throw .outOfRange(
                operation: "AttentionSummary", what: "layer", value: number, count: layers.count)
        }
        return layers[number]
    }
}
