/// How rows are shared out between training, development and test set.
public struct SplitPlan: Sendable, Equatable {
    /// The share of the test set, above 0 and below 1.
    public var test: Double
    /// The share of the development set, or nil for none.
    public var dev: Double?
    /// The column whose values keep their proportions in every part; nil for a plain split.
    public var stratify: String?

    /// States the shares.
    public init(test: Double, dev: Double? = nil, stratify: String? = nil) {
        self.test = test
        self.dev = dev
        self.stratify = stratify
    }
}

/// The parts of a dataset: every row is in exactly one, in the order of the dataset.
public struct Split: Sendable {
    /// What is left to learn from.
    public let train: Dataset
    /// The development set, if one was asked for.
    public let dev: Dataset?
    /// The test set.
    public let test: Dataset
}

extension Dataset {
    /// Shares the rows out at random, each stratum by its proportion to rounding, the whole exactly to rounding.
    ///
    /// Throws `badShare`, `unknownColumn`.
    public func split(_ plan: SplitPlan, using random: inout some RandomNumberGenerator) throws(DataError)
        -> Split
    {
        throw .interrupted
    }
}
