extension Dataset {
    /// Looks through all rows.
    ///
    /// Throws `interrupted`.
    public func summary(shouldStop: @Sendable () -> Bool = { false }) throws(DataError) -> Summary {
        var facts: [Summary.ColumnFacts] = []
        for column in columns { facts.append(try column.facts(shouldStop)) }
        let several = hasSeveralLabels ? try labelSets() : nil
        let coding = roles.label == nil || several != nil ? nil : try labelCoding()
        let first = roles.text.isEmpty ? [] : try firstRows(shouldStop)
        let texts = roles.text.isEmpty ? nil : try joinedTexts()
        var tally = TextTally()
        for row in 0..<(texts?.count ?? 0) {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            if let texts { tally.add(texts, row) }
        }
        return Summary(
            rows: count, columns: facts,
            classes: coding.map { coding in zip(coding.names, coding.counts).map { (label: $0, rows: $1) } }
                ?? several.map { sets in zip(sets.names, sets.counts).map { (label: $0, rows: $1) } } ?? [],
            several: several.map { (cardinality: $0.cardinality, distinct: $0.distinct) },
            unlabelled: coding?.codes.count { $0 == nil } ?? several?.sets.count { $0.isEmpty } ?? 0,
            lengths: tally.quantiles(),
            emptyTexts: tally.empty,
            duplicates: first.indices.count { first[$0] != $0 }, conflicts: try conflicts(first).count,
            scripts: tally.shares())
    }
}

extension Column {
    fileprivate func facts(_ shouldStop: () -> Bool) throws(DataError) -> Summary.ColumnFacts {
        var index = TextIndex(self)
        var (missing, distinct) = (0, 0)
        var example: String?
        for row in 0..<count {
            if row & 1023 == 0, shouldStop() { throw .interrupted }
            if isMissing(row) {
                missing += 1
            } else if index.add(row) == row {
                distinct += 1
                example = example ?? self[row]
            }
        }
        return Summary.ColumnFacts(
            name: name, kind: kind, missing: missing, distinct: distinct, range: range(), example: example)
    }

    private func range() -> (least: Double, mean: Double, greatest: Double)? {
        guard kind == .number else { return nil }
        let values = numbers().filter { !$0.isNaN }
        guard let least = values.min(), let greatest = values.max() else { return nil }
        return (least, values.reduce(0, +) / Double(values.count), greatest)
    }
}

/// Counts code points and scripts.
private struct TextTally {
    private var lengths: [Int] = []
    private var letters = [Int](repeating: 0, count: Script.allCases.count)
    private(set) var empty = 0
    private static let scripts = Script.allCases
    private static let ranks = Dictionary(uniqueKeysWithValues: scripts.enumerated().map { ($1, $0) })

    mutating func add(_ column: Column, _ row: Int) {
        if column.isMissing(row) { empty += 1 }
        var length = 0
        column.withCell(row) { text in
            var place = 0
            while place < text.count {
                let scalar = text.scalar(&place)
                length += 1
                if scalar.value < 128 {
                    if (0x41...0x5A).contains(scalar.value & ~0x20) { letters[0] += 1 }
                } else {
                    let script = Script(scalar)
                    guard script != .other || scalar.properties.isAlphabetic else { continue }
                    letters[Self.ranks[script] ?? 0] += 1
                }
            }
        }
        lengths.append(length)
    }

    func quantiles() -> Summary.Lengths? {
        guard !lengths.isEmpty else { return nil }
        let sorted = lengths.sorted()
        // Nearest rank: the smallest length that at least this share of texts doesn't exceed.
        func at(_ share: Double) -> Int {
            sorted[min(max(Int((share * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
        }
        return Summary.Lengths(
            least: sorted[0], lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75),
            percentile95: at(0.95), greatest: at(1), mean: Double(sorted.reduce(0, +)) / Double(sorted.count))
    }

    func shares() -> [(script: Script, share: Double)] {
        let total = letters.reduce(0, +)
        guard total > 0 else { return [] }
        return Self.scripts.indices.filter { letters[$0] > 0 }
            .sorted { letters[$0] != letters[$1] ? letters[$0] > letters[$1] : $0 < $1 }
            .map { (Self.scripts[$0], Double(letters[$0]) / Double(total)) }
    }
}
