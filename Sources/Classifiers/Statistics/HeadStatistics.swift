public import Tensors

/// All that an exact head keeps of its training rows: what more rows add to, until nothing tells in how many parts they came.
public enum HeadStatistics: Sendable, Equatable {
    /// Naive Bayes over counts.
    case sums(ClassSums)
    /// Gaussian naive Bayes.
    case moments(ClassMoments)
    /// Ridge regression and LDA.
    case scatter(ClassScatter)

    /// The most numbers that are kept, 32 MB; what would need more is not kept.
    static let limit = 1 << 22

    /// The number of rows of each class.
    public var counts: [Int] {
        switch self {
        case .sums(let sums): sums.counts
        case .moments(let moments): moments.counts
        case .scatter(let scatter): scatter.counts
        }
    }

    /// The number of feature columns.
    public var columns: Int {
        switch self {
        case .sums(let sums): sums.columns
        case .moments(let moments): moments.means.columns
        case .scatter(let scatter): scatter.means.columns
        }
    }

    /// The same of these rows and others together; `other` may have more classes, which are then new.
    ///
    /// Throws `badState` when the two are of different kinds or widths.
    func adding(_ other: HeadStatistics) throws(ClassifierError) -> HeadStatistics {
        guard columns == other.columns, counts.count <= other.counts.count else {
            throw .badState(type: "HeadStatistics", detail: "\(columns) columns, \(other.columns) added")
        }
        switch (self, other) {
        case (.sums(let left), .sums(let right)): return .sums(left.adding(right))
        case (.moments(let left), .moments(let right)): return .moments(left.adding(right))
        case (.scatter(let left), .scatter(let right)) where left.parts == right.parts:
            return .scatter(left.adding(right))
        default: throw .badState(type: "HeadStatistics", detail: "different kinds")
        }
    }
}

/// A head that is computed from statistics of its rows, so that more rows change it as if they had been there from the first.
protocol StatisticalHead: Head {
    /// What it would keep of rows; nil when that is too large to be kept.
    func statistics(
        of rows: LabelledRows, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> HeadStatistics?

    /// The head that these rows give.
    ///
    /// Every class has a row. Throws as `fit` does.
    func fit(
        _ statistics: HeadStatistics, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead
}

extension FittedHead {
    /// The same head as if it had been fitted to `rows` too; nil when it keeps too little of its own rows for that.
    ///
    /// `head` is the one it was fitted as. Classes beyond its own are new. Throws as `Head.fit` does.
    public func updated(
        _ head: any Head, with rows: LabelledRows, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> FittedHead? {
        guard rows.features.columns == model.columns else {
            throw .mismatchedColumns(
                operation: "update", expected: model.columns, got: rows.features.columns)
        }
        if let head = head as? NearestNeighbours, case .nearest(let nearest) = model {
            if shouldStop() { throw .interrupted }
            return FittedHead(
                model: .nearest(try nearest.appending(rows, count: head.count)), convergence: .closedForm)
        }
        guard let head = head as? any StatisticalHead, let statistics,
            let added = try head.statistics(of: rows, pool: pool, shouldStop: shouldStop)
        else { return nil }
        return try head.fit(try statistics.adding(added), shouldStop: shouldStop)
    }
}
