internal import Tensors

/// Ways to deal rows out to folds, each with its share of every label.
public enum Folds {
    /// The fold of each row, in `0 ..< count`.
    ///
    /// Each label's rows are shuffled and dealt out one by one, so every fold has its share of each.
    public static func stratified(_ codes: [Int], count: Int, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        var folds = [Int](repeating: 0, count: codes.count)
        var next = 0
        for label in 0..<((codes.max() ?? -1) + 1) {
            for row in shuffled(codes.indices.filter { codes[$0] == label }, &random) {
                folds[row] = next % max(1, count)
                next += 1
            }
        }
        return folds
    }

    /// The fold of each row, all rows of a group in the same one, labels as even as whole groups allow.
    ///
    /// Groups whose labels are most uneven are placed first, each in the fold where the labels' shares then differ least
    /// over the folds, of equals the emptiest: scikit-learn's StratifiedGroupKFold. `groups` has an element for each row.
    public static func grouped(_ codes: [Int], groups: [Int], count: Int, seed: UInt64) -> [Int] {
        let labels = (codes.max() ?? -1) + 1
        var members: [Int: [Int]] = [:]
        for (row, group) in groups.enumerated() { members[group, default: []].append(row) }
        var random = SeededRandom(seed: seed)
        let tallies = shuffled(members.keys.sorted(), &random).map { group in
            let rows = members[group] ?? []
            return (rows: rows, counts: tally(rows.map { codes[$0] }, labels))
        }
        let totals = tally(codes, labels).map { max(1, $0) }
        let spreads = tallies.map { deviation($0.counts) }
        var dealt = [[Double]](repeating: [Double](repeating: 0, count: labels), count: max(1, count))
        var folds = [Int](repeating: 0, count: codes.count)
        for place in tallies.indices.sorted(by: {
            spreads[$0] == spreads[$1] ? $0 < $1 : spreads[$0] > spreads[$1]
        }) {
            let (rows, counts) = tallies[place]
            let fold = emptiest(&dealt, adding: counts, totals)
            for row in rows { folds[row] = fold }
        }
        return folds
    }

    /// The fold that a group suits best; its counts are added there.
    private static func emptiest(
        _ dealt: inout [[Double]], adding counts: [Double], _ totals: [Double]
    ) -> Int {
        var best = (fold: 0, unevenness: Double.infinity, size: Double.infinity)
        for fold in dealt.indices {
            var unevenness = 0.0
            for label in counts.indices where counts[label] > 0 {
                unevenness += deviation(
                    dealt.indices.map {
                        (dealt[$0][label] + ($0 == fold ? counts[label] : 0)) / totals[label]
                    })
            }
            let size = dealt[fold].reduce(0, +)
            let isLess = unevenness < best.unevenness - 1e-12
            if isLess || (unevenness < best.unevenness + 1e-12 && size < best.size) {
                best = (fold, unevenness, size)
            }
        }
        for label in counts.indices { dealt[best.fold][label] += counts[label] }
        return best.fold
    }

    /// An order of rows each of whose beginnings has the labels in their shares, as nearly as whole rows allow.
    public static func nestedOrder(_ codes: [Int], seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        var placed: [(place: Double, label: Int, row: Int)] = []
        for label in 0..<((codes.max() ?? -1) + 1) {
            let rows = shuffled(codes.indices.filter { codes[$0] == label }, &random)
            for (index, row) in rows.enumerated() {
                placed.append(((Double(index) + 0.5) / Double(rows.count), label, row))
            }
        }
        return placed.sorted { ($0.place, $0.label) < ($1.place, $1.label) }.map(\.row)
    }

    /// One number for each different text, if two are equal: equal texts must share a fold, or a model is judged on what it
    /// has seen.
    public static func groups(ofEqual texts: [String]) -> [Int]? {
        var numbers: [String: Int] = [:]
        let groups = texts.map { text in
            let number = numbers[text] ?? numbers.count
            numbers[text] = number
            return number
        }
        return numbers.count < texts.count ? groups : nil
    }

    private static func shuffled(_ rows: [Int], _ random: inout SeededRandom) -> [Int] {
        var rows = rows
        for last in stride(from: rows.count - 1, to: 0, by: -1) {
            rows.swapAt(last, Int(random.next() % UInt64(last + 1)))
        }
        return rows
    }

    private static func tally(_ codes: [Int], _ labels: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: labels)
        for code in codes { counts[code] += 1 }
        return counts
    }

    private static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count)))
            .squareRoot()
    }
}
