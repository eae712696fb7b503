/// How rows are shared out between training, development and test set.
public struct SplitPlan: Sendable, Equatable {
    /// The share of the test set, above 0 and below 1.
    public var test: Double
    /// The share of the development set, or nil for none.
    public var dev: Double?
    /// The column whose values keep their proportions in every part; nil for a plain split.
    public var stratify: String?
    /// The column whose equal values stay in one part; nil when rows stand alone.
    public var group: String?
    /// The column of times: the last rows are the test set, those before them the development set; nil to draw lots.
    public var time: String?

    /// States the shares.
    public init(
        test: Double, dev: Double? = nil, stratify: String? = nil, group: String? = nil, time: String? = nil
    ) {
        self.test = test
        self.dev = dev
        self.stratify = stratify
        self.group = group
        self.time = time
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

/// The rows of each part.
struct SplitParts {
    var train: [Int] = []
    var dev: [Int] = []
    var test: [Int] = []
}

extension Dataset {
    /// Shares the rows out: by time, or at random, whole groups or each stratum by its proportion to rounding.
    ///
    /// Throws `badShare`, `unknownColumn`, `notTime`, and `emptyPart` when a part would get no row.
    public func split(_ plan: SplitPlan, using random: inout some RandomNumberGenerator) throws(DataError)
        -> Split
    {
        for share in [plan.test, plan.dev ?? 0.5, plan.test + (plan.dev ?? 0)] where !(share > 0 && share < 1)
        {
            throw .badShare(value: share)
        }
        let parts: SplitParts
        if let time = plan.time {
            parts = try lastInTime(time, plan)
        } else if let group = plan.group {
            parts = try wholeGroups(group, plan, using: &random)
        } else {
            parts = try drawn(plan, using: &random)
        }
        let named = [("train", parts.train), ("dev", parts.dev), ("test", parts.test)]
        for (name, part) in named where part.isEmpty && (name != "dev" || plan.dev != nil) {
            let group = plan.time == nil ? plan.group : nil
            let size = try group.map { (name) throws(DataError) in try groups(by: name).count } ?? count
            throw .emptyPart(name: name, of: size, groupedBy: group)
        }
        return Split(
            train: selecting(parts.train.sorted()), dev: plan.dev.map { _ in selecting(parts.dev.sorted()) },
            test: selecting(parts.test.sorted()))
    }

    /// Every row by chance, each stratum by its proportion.
    private func drawn(
        _ plan: SplitPlan, using random: inout some RandomNumberGenerator
    ) throws(DataError) -> SplitParts {
        var strata = [Array(0..<count)]
        if let name = plan.stratify { strata = try groups(by: name) }
        let sizes = strata.map(\.count)
        let test = Self.quotas(sizes, share: plan.test, taken: sizes.map { _ in 0 })
        let dev = plan.dev.map { Self.quotas(sizes, share: $0, taken: test) } ?? sizes.map { _ in 0 }
        var parts = SplitParts()
        for index in strata.indices {
            strata[index].shufflePinned(using: &random)
            let (end, next) = (test[index], test[index] + dev[index])
            parts.test += strata[index][..<end]
            parts.dev += strata[index][end..<next]
            parts.train += strata[index][next...]
        }
        return parts
    }

    /// The rows of each value of a column, in the values' order; those without a value last.
    func groups(by name: String) throws(DataError) -> [[Int]] {
        let coding = LabelCoding(try column(name), order: name == roles.label ? labelOrder : nil)
        var strata = [[Int]](repeating: [], count: coding.names.count + 1)
        for (row, code) in coding.codes.enumerated() { strata[code ?? coding.names.count].append(row) }
        return strata.filter { !$0.isEmpty }
    }

    /// How many rows each stratum gives: its share rounded down, then one more by largest remainder (Hamilton's method)
    /// until the whole has its share, as far as rows that aren't `taken` reach.
    static func quotas(_ sizes: [Int], share: Double, taken: [Int]) -> [Int] {
        // Products such as 10 × 0.3 fall short of whole numbers by rounding.
        let exact = sizes.map { Double($0) * share + 1e-9 }
        var quotas = exact.map { Int($0) }
        let total = Int((Double(sizes.reduce(0, +)) * share + 1e-9).rounded())
        let order = sizes.indices.sorted {
            let (left, right) = (exact[$0] - Double(quotas[$0]), exact[$1] - Double(quotas[$1]))
            return left != right ? left > right : $0 < $1
        }
        var left = total - quotas.reduce(0, +)
        for index in order where left > 0 && quotas[index] + taken[index] < sizes[index] {
            quotas[index] += 1
            left -= 1
        }
        return quotas
    }
}
