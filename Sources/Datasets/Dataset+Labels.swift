/// A label and the rows that get it.
public struct LabelRule: Sendable, Equatable {
    /// The label.
    public var label: String
    /// Its condition; nil means otherwise.
    public var condition: Condition?

    /// Makes the rule `label when condition`, or `label otherwise`.
    public init(_ label: String, when condition: Condition?) {
        self.label = label
        self.condition = condition
    }
}

/// A dataset with new labels, and how many rows got which.
public struct Labelling: Sendable {
    /// The labelled rows.
    public let dataset: Dataset
    /// The rows of each label, in the order of the rules.
    public let counts: [(label: String, rows: Int)]
    /// Rows that no rule labelled: their label is missing.
    public let unlabelled: Int
}

/// The label of every row as a number.
public struct LabelCoding: Sendable, Equatable {
    /// The labels, in order.
    public let names: [String]
    /// For each row the index of its label in `names`; nil where it is missing.
    public let codes: [Int?]
}

extension Dataset {
    /// The labels that occur, in the order of the rules, else sorted (numbers by value, texts by code points).
    public func classes() throws(DataError) -> [String] { try labelCoding().names }

    /// The label of every row as an index into the classes.
    ///
    /// Throws `noRole`.
    public func labelCoding() throws(DataError) -> LabelCoding { throw .interrupted }

    /// Writes labels into column `column` (a new one, or in place of the old one), the first rule that matches wins.
    ///
    /// Throws as `mask` does.
    public func labelled(
        by rules: [LabelRule], column: String = "label", shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Labelling { throw .interrupted }

    /// Renames labels; two may become one.
    ///
    /// Throws `noRole`, and `unknownLabel` for one that doesn't occur.
    public func relabelled(_ names: [(old: String, new: String)]) throws(DataError) -> Dataset {
        throw .interrupted
    }
}
