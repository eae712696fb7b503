extension Dataset {
    /// Whole groups to each part, so that sizes and classes come as near to their shares as greed gets them.
    ///
    /// Groups are taken by size, the largest first, equal ones by chance; each goes where the squared distance from the
    /// classes' shares grows least. A row without a group is a group of its own.
    func wholeGroups(
        _ name: String, _ plan: SplitPlan, using random: inout some RandomNumberGenerator
    ) throws(DataError) -> SplitParts {
        let column = try column(name)
        var members = try groups(by: name)
        if let last = members.last, let first = last.first, column.isMissing(first) {
            members.removeLast()
            members += last.map { [$0] }
        }
        members.shufflePinned(using: &random)
        let order = members.indices.sorted {
            members[$0].count != members[$1].count ? members[$0].count > members[$1].count : $0 < $1
        }
        var filling = GroupFilling(
            codes: try classCodes(plan.stratify),
            shares: [1 - plan.test - (plan.dev ?? 0), plan.dev ?? 0, plan.test])
        var parts: [[Int]] = [[], [], []]
        for index in order { parts[filling.place(members[index])] += members[index] }
        return SplitParts(train: parts[0], dev: parts[1], test: parts[2])
    }

    /// The stratum of every row.
    private func classCodes(_ name: String?) throws(DataError) -> [Int] {
        guard let name else { return [Int](repeating: 0, count: count) }
        let coding = LabelCoding(try column(name), order: nil)
        return coding.codes.map { $0 ?? coding.names.count }
    }
}

/// How full the parts of a split are, class by class.
private struct GroupFilling {
    private let codes: [Int]
    private let totals: [Double]
    private let shares: [Double]
    private var filled: [[Double]]

    init(codes: [Int], shares: [Double]) {
        self.codes = codes
        self.shares = shares
        var totals = [Double](repeating: 0, count: (codes.max() ?? 0) + 1)
        for code in codes { totals[code] += 1 }
        self.totals = totals
        filled = shares.map { _ in totals.map { _ in 0 } }
    }

    /// Puts a group into the part that it suits best.
    mutating func place(_ rows: [Int]) -> Int {
        var counts: [Int: Double] = [:]
        for row in rows { counts[codes[row], default: 0] += 1 }
        var best = (part: 0, growth: Double.infinity)
        for part in shares.indices where shares[part] > 0 {
            let growth = counts.keys.sorted().reduce(0.0) { sum, code in
                sum + self.growth(part, code, counts[code] ?? 0)
            }
            if growth < best.growth { best = (part, growth) }
        }
        for (code, count) in counts { filled[best.part][code] += count }
        return best.part
    }

    /// How much a class's distance from its share grows, in squared shares of the class and of the part.
    private func growth(_ part: Int, _ code: Int, _ count: Double) -> Double {
        let aim = totals[code] * shares[part]
        let (before, after) = (filled[part][code] - aim, filled[part][code] + count - aim)
        return (after * after - before * before) / (totals[code] * aim)
    }
}
