/// What `describe` tells of a dataset.
public struct Summary: Sendable {
    /// What is in a column.
    public struct ColumnFacts: Sendable {
        /// Its name.
        public let name: String
        /// What it holds.
        public let kind: Column.Kind
        /// The number of missing cells.
        public let missing: Int
        /// The number of distinct cells that aren't missing.
        public let distinct: Int
        /// Minimum, mean and maximum of a number column.
        public let range: (least: Double, mean: Double, greatest: Double)?
        /// An example: the first cell that isn't missing.
        public let example: String?
    }

    /// Lengths of texts.
    public struct Lengths: Sendable, Equatable {
        /// Minimum, quartiles, 95 % quantile and maximum, in characters (code points).
        public let least, lowerQuartile, median, upperQuartile, percentile95, greatest: Int
        /// The arithmetic mean.
        public let mean: Double
    }

    /// The number of rows.
    public let rows: Int
    /// The columns in order.
    public let columns: [ColumnFacts]
    /// Rows of each class, in order; empty without a label column.
    public let classes: [(label: String, rows: Int)]
    /// Labels a row on average and different sets of labels, where rows may have several; else nil.
    public let several: (cardinality: Double, distinct: Int)?
    /// Rows without a label; 0 without a label column.
    public let unlabelled: Int
    /// The lengths of texts; nil without a text column or rows.
    public let lengths: Lengths?
    /// Rows whose text is missing.
    public let emptyTexts: Int
    /// Rows whose text occurs in an earlier row.
    public let duplicates: Int
    /// Texts that occur with different labels.
    public let conflicts: Int
    /// The scripts of the texts' letters by share, largest first.
    public let scripts: [(script: Script, share: Double)]
}
