/// A prediction taken apart: bias + Σ contributions = score, for every class, with the gap shown.
public struct Attribution: Sendable, Equatable {
    /// The units, in the order given.
    public let contributions: [Contribution]
    /// What each class's score starts from.
    public let bias: [Double]
    /// The score of each class as the prediction path computed it.
    public let scores: [Double]

    /// The number of classes.
    public var classes: Int { bias.count }

    /// Checks that every unit has an amount for every class.
    public init(
        contributions: [Contribution], bias: [Double], scores: [Double]
    ) throws(ExplanationError) {
        func check(_ what: String, _ count: Int) throws(ExplanationError) {
            guard count == bias.count else {
                throw .mismatchedSizes(operation: "Attribution", what: what, expected: bias.count, got: count)
            }
        }
        try check("scores", scores.count)
        for unit in contributions { try check("amounts of \(unit.name)", unit.amounts.count) }
        self.contributions = contributions
        self.bias = bias
        self.scores = scores
    }

    /// Bias plus all contributions to the class `label`.
    public func sum(_ label: Int) -> Double { contributions.reduce(bias[label]) { $0 + $1.amounts[label] } }

    /// Score minus sum: the explanation's own error.
    public func residual(_ label: Int) -> Double { scores[label] - sum(label) }

    /// Σ|contribution| of the class `label`: the scale that a residual is judged by.
    public func magnitude(_ label: Int) -> Double { contributions.reduce(0) { $0 + abs($1.amounts[label]) } }

    /// Whether the residual of every class is within `tolerance` × max(1, Σ|contribution|).
    public func isExact(within tolerance: Double = 1e-5) -> Bool {
        (0..<classes).allSatisfy { abs(residual($0)) <= tolerance * max(1, magnitude($0)) }
    }

    /// What `block` adds to each class's score.
    public func total(of block: String) -> [Double] {
        contributions.filter { $0.block == block }.reduce(into: [Double](repeating: 0, count: classes)) {
            sum, unit in
            for label in sum.indices { sum[label] += unit.amounts[label] }
        }
    }
}
