/// What a classifier gains by abstaining: the accuracy on the texts whose confidence is highest, for every share of them
/// that is kept (El-Yaniv and Wiener 2010).
public struct CoverageCurve: Sendable, Equatable {
    /// A threshold and what it leads to.
    public struct Point: Sendable, Equatable {
        /// Decisions with a confidence below it are not made.
        public let threshold: Double
        /// The share of decisions that is made.
        public let coverage: Double
        /// The share of these that is right.
        public let accuracy: Double
    }

    /// One point for each confidence that occurs, from the highest threshold down.
    public let points: [Point]

    /// Sorts decisions by confidence.
    ///
    /// Throws `mismatchedRows` or `noRows`.
    public init(confidence: [Double], isRight: [Bool]) throws(ClassifierError) {
        guard confidence.count == isRight.count else {
            throw .mismatchedRows(
                operation: "CoverageCurve", expected: confidence.count, got: isRight.count)
        }
        guard !confidence.isEmpty else { throw .noRows }
        let order = confidence.indices.sorted { confidence[$0] > confidence[$1] }
        var points: [Point] = []
        var right = 0
        for (place, row) in order.enumerated() {
            right += isRight[row] ? 1 : 0
            // Equal confidences are kept or dropped together.
            if place + 1 < order.count, confidence[order[place + 1]] == confidence[row] { continue }
            points.append(
                Point(
                    threshold: confidence[row], coverage: Double(place + 1) / Double(order.count),
                    accuracy: Double(right) / Double(place + 1)))
        }
        self.points = points
    }

    /// The point that keeps most while at least `accuracy` of what is kept is right; nil when there is none.
    public func point(accuracy: Double) -> Point? { points.last { $0.accuracy >= accuracy } }

    /// What a threshold leads to; nil when it keeps nothing.
    public func point(threshold: Double) -> Point? { points.last { $0.threshold >= threshold } }

    /// The mean accuracy over all shares that can be kept.
    public var area: Double {
        var (sum, before) = (0.0, 0.0)
        for point in points {
            sum += point.accuracy * (point.coverage - before)
            before = point.coverage
        }
        return sum
    }
}
