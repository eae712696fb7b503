/// A dataset without repeated texts, and what was found.
public struct Deduplication: Sendable {
    /// The first row of each text.
    public let dataset: Dataset
    /// The number of rows removed.
    public let removed: Int
    /// Texts that occur with different labels; empty without a label column.
    public let conflicts: [LabelConflict]
}

/// A text that occurs with different labels.
public struct LabelConflict: Sendable, Equatable {
    /// The text.
    public let text: String
    /// Its labels in order of occurrence.
    public internal(set) var labels: [String]
    /// Its rows, from 1.
    public internal(set) var rows: [Int]
}

extension Dataset {
    /// Keeps the first row of each text.
    ///
    /// Texts are the same when their bytes are; rows without a text are all kept. Throws `noRole`, `interrupted`.
    public func deduplicated(shouldStop: @Sendable () -> Bool = { false }) throws(DataError) -> Deduplication
    {
        let first = try firstRows(shouldStop)
        let kept = first.indices.filter { first[$0] == $0 }
        return Deduplication(
            dataset: selecting(kept), removed: count - kept.count, conflicts: try conflicts(first))
    }

    /// How many of this dataset's rows have a text that also occurs in another: a leak, when one is the training set
    /// and the other the test set.
    ///
    /// Throws `noRole`, `interrupted`.
    public func overlap(
        with other: Dataset, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Int {
        let (mine, others) = (try joinedTexts(), try other.joinedTexts())
        var index = TextIndex(others)
        for row in 0..<others.count {
            if row & 1023 == 0, shouldStop() { throw .interrupted }
            _ = index.add(row)
        }
        var shared = 0
        for row in 0..<mine.count {
            if row & 1023 == 0, shouldStop() { throw .interrupted }
            if !mine.isMissing(row), index.contains(row, of: mine) { shared += 1 }
        }
        return shared
    }

    /// For each row the first one with the same text; a row without text stands for itself.
    func firstRows(_ shouldStop: () -> Bool) throws(DataError) -> [Int] {
        let column = try joinedTexts()
        var index = TextIndex(column)
        var first: [Int] = []
        first.reserveCapacity(count)
        for row in 0..<count {
            if row & 1023 == 0, shouldStop() { throw .interrupted }
            first.append(column.isMissing(row) ? row : index.add(row))
        }
        return first
    }

    /// The texts whose rows have more than one label.
    func conflicts(_ first: [Int]) throws(DataError) -> [LabelConflict] {
        guard roles.label != nil else { return [] }
        let labels = try labelColumn()
        let text = try joinedTexts()
        var places: [Int: Int] = [:]
        var found: [LabelConflict] = []
        for row in first.indices where first[row] != row {
            if places[first[row]] == nil {
                places[first[row]] = found.count
                let label = labels[first[row]]
                found.append(
                    LabelConflict(
                        text: text[row] ?? "", labels: [label].compactMap(\.self), rows: [first[row] + 1]))
            }
            guard let place = places[first[row]] else { continue }
            found[place].rows.append(row + 1)
            if let label = labels[row], !found[place].labels.contains(label) {
                found[place].labels.append(label)
            }
        }
        return found.filter { $0.labels.count > 1 }
    }
}
