/// Classes of equal size, and what that took.
public struct Balancing: Sendable {
    /// As many rows of each class as the smallest has.
    public let dataset: Dataset
    /// The rows of each class.
    public let rows: Int
    /// Rows left out because their class was larger.
    public let removed: Int
    /// Rows left out because they have no label.
    public let unlabelled: Int
}

extension Dataset {
    /// A number of rows drawn without repetition, in the order of the dataset; with `per`, so many of each value.
    ///
    /// Rows without the value of `per` are no group. Throws `tooFewRows`, also for a value with fewer rows, and
    /// `unknownColumn`.
    public func sample(
        rows: Int, per name: String? = nil, using random: inout some RandomNumberGenerator
    ) throws(DataError) -> Dataset {
        var strata = [Array(0..<count)]
        if let name {
            let column = try column(name)
            strata = try groups(by: name).filter { group in group.first.map { !column.isMissing($0) } ?? false
            }
        }
        var drawn: [Int] = []
        for var stratum in strata {
            guard rows >= 0, rows <= stratum.count else {
                let value = try name.flatMap { (name) throws(DataError) in try column(name)[stratum[0]] }
                throw .tooFewRows(asked: rows, available: stratum.count, value: value)
            }
            stratum.shufflePinned(using: &random)
            drawn += stratum.prefix(rows)
        }
        return selecting(drawn.sorted())
    }

    /// Draws as many rows of each class as the smallest has, in the order of the dataset.
    ///
    /// Throws `noRole`.
    public func balanced(using random: inout some RandomNumberGenerator) throws(DataError) -> Balancing {
        let coding = try labelCoding()
        let least = coding.counts.min() ?? 0
        var strata = [[Int]](repeating: [], count: coding.names.count)
        for (row, code) in coding.codes.enumerated() { if let code { strata[code].append(row) } }
        var drawn: [Int] = []
        for var stratum in strata {
            stratum.shufflePinned(using: &random)
            drawn += stratum.prefix(least)
        }
        let labelled = coding.counts.reduce(0, +)
        return Balancing(
            dataset: selecting(drawn.sorted()), rows: least, removed: labelled - drawn.count,
            unlabelled: count - labelled)
    }
}
