/// A dataset without repeated texts, and what was found.
public struct Deduplication: Sendable {
    /// The first row of each text.
    public let dataset: Dataset
    /// The number of rows removed.
    public let removed: Int
    /// Texts that occur with different labels.
    public let conflicts: [LabelConflict]
}

/// A text that occurs with different labels.
public struct LabelConflict: Sendable, Equatable {
    /// The text.
    public let text: String
    /// Its labels in order of occurrence.
    public let labels: [String]
    /// Its rows, from 1.
    public let rows: [Int]
}

extension Dataset {
    /// Keeps the first row of each text.
    ///
    /// Texts are the same when their bytes are. Throws `noRole`.
    public func deduplicated() throws(DataError) -> Deduplication { throw .interrupted }

    /// How many of this dataset's rows have a text that also occurs in `other`: a leak when one is the
    /// training and the other the test set.
    ///
    /// Throws `noRole`.
    public func overlap(with other: Dataset) throws(DataError) -> Int { throw .interrupted }
}
