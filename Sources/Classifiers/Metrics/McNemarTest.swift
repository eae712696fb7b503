internal import Glibc

/// Whether two classifiers differ on the same test set: the exact binomial test on the samples that only one of them
/// gets right (McNemar 1947).
public struct McNemarTest: Sendable, Equatable {
    /// Samples that only the left one gets right.
    public let onlyLeft: Int
    /// Samples that only the right one gets right.
    public let onlyRight: Int
    /// The two-sided probability of a split as uneven as this if both were equally good.
    public let p: Double

    /// Compares two sets of predictions.
    ///
    /// Throws `mismatchedRows`.
    public init(truth: [Int], left: [Int], right: [Int]) throws(ClassifierError) {
        for other in [left, right] where other.count != truth.count {
            throw .mismatchedRows(operation: "McNemarTest", expected: truth.count, got: other.count)
        }
        onlyLeft = truth.indices.count { left[$0] == truth[$0] && right[$0] != truth[$0] }
        onlyRight = truth.indices.count { left[$0] != truth[$0] && right[$0] == truth[$0] }
        let differing = Double(onlyLeft + onlyRight)
        var tail = 0.0
        for k in 0...min(onlyLeft, onlyRight) {
            let ways = lgamma(differing + 1) - lgamma(Double(k) + 1) - lgamma(differing - Double(k) + 1)
            tail += exp(ways - differing * log(2))
        }
        p = min(1, 2 * tail)
    }
}
