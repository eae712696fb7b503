/// What can go wrong in features, heads and metrics: facts only, the words are made elsewhere.
public enum ClassifierError: Error, Sendable, Equatable {
    /// A parameter is outside its range; `requirement` says which values are allowed, such as "> 0".
    case badParameter(name: String, value: String, requirement: String)
    /// No feature is left, and why.
    case emptyVocabulary(EmptyVocabulary)
    /// There is not a single row or text to learn from.
    case noRows
    /// Two things that must have a row for each sample don't.
    case mismatchedRows(operation: String, expected: Int, got: Int)
    /// The number of columns is not the one that the fitted state was made for.
    case mismatchedColumns(operation: String, expected: Int, got: Int)
    /// A feature is not a number, or infinite.
    ///
    /// Rows and columns count from 0, columns over all blocks.
    case notFinite(row: Int, column: Int)
    /// A feature is negative where only counts make sense.
    case negativeFeature(row: Int, column: Int, value: Double)
    /// A head that works on a square of the columns got more of them than that allows.
    case tooWide(head: String, columns: Int, limit: Int)
    /// More principal axes than rows or columns can have.
    case tooManyAxes(asked: Int, rows: Int, columns: Int)
    /// Columns that are combinations of others, or more of them than rows, where a covariance must be inverted.
    case singular(head: String, rows: Int, columns: Int)
    /// A weight for a label that isn't there.
    case unknownLabel(label: String, labels: [String])
    /// A label is not in `0 ..< classes`.
    case labelOutOfRange(row: Int, label: Int, classes: Int)
    /// All rows have one and the same label.
    case oneClass(label: Int)
    /// A class has no row to learn from.
    case emptyClass(label: Int)
    /// Fitted state, such as weights or a vocabulary, that contradicts itself.
    case badState(type: String, detail: String)
    /// The caller asked to stop.
    case interrupted
}

/// Why a vocabulary came out empty.
public enum EmptyVocabulary: Sendable, Equatable {
    /// The texts hold no feature at all (blank, or nothing but stop words).
    case noFeatureInTexts(texts: Int)
    /// The limits on document frequency removed all of them; the highest frequency seen is given.
    case removedByLimits(features: Int, minimum: Double, maximum: Double, highest: Int)
}
