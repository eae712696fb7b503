/// What is worth a warning.
public enum WarningProblem: Sendable, Equatable {
    /// A result that is neither named nor kept.
    case notKept(verb: String, object: String?)
    /// Rows of the test set that stand in the training set too.
    case overlap(rows: Int, total: Int)
    /// Texts to be judged by an encoder that was tuned on them.
    case tunedOn(encoder: String, rows: Int, total: Int)
    /// One class only.
    case singleClass(label: String)
    /// Classes with very few rows; `rows` is the smallest.
    case smallClasses([String], rows: Int, needed: Int)
    /// A label column with about as many values as measurements have; whether all are numbers.
    case manyLabels(column: String, labels: Int, rows: Int, isNumbers: Bool)
    /// A condition asks for a label that the dataset doesn't have.
    case noSuchValue(String, column: String, near: String?, known: [String])
    /// Rows that no rule labelled.
    case unlabelled(rows: Int, total: Int)
    /// Texts cut at the encoder's limit; mean share of tokens lost in those, 0 to 1.
    case truncated(texts: Int, total: Int, limit: Int, lost: Double)
    /// An encoder that wants a prefix and got none.
    case noPrefix(encoder: String, prefix: String)
    /// Tokens that the encoder doesn't know, as a share from 0 to 1.
    case unknownTokens(encoder: String, share: Double)
    /// Blocks whose mean row norms differ more than tenfold.
    case unevenBlocks(large: String, small: String, ratio: Double)
    /// A solver that stopped before it converged.
    case notConverged(head: String, iterations: Int)
    /// A fit without a finite optimum.
    case noOptimum(head: String)
    /// Rows left out while loading.
    case skippedRows(path: String, rows: Int, first: RowPlace, reason: String)
    /// A condition that leaves no row of so many.
    case noRowLeft(verb: String, rows: Int)
    /// Columns that only some of the datasets have, so that their cells are missing in so many rows.
    case unevenColumns([String], rows: Int)
    /// Rows without a text or label left out of a step.
    case missingValues(column: String, rows: Int, total: Int)
    /// New texts that a model was trained on already.
    case repeatedTexts(rows: Int, total: Int)
    /// A calibration, a threshold or both that an update takes away.
    case calibrationDropped(model: String)
    /// Only the reference BLAS is installed.
    case slowBLAS(command: String)
    /// The kernel before this one died in a cell that began at `time`; so many names can be restored.
    case kernelDied(cell: Int, cause: DeathCause, time: String, names: Int)

    /// The stable code.
    public var code: Code {
        switch self {
        case .notKept: .notKept
        case .overlap, .tunedOn: .overlap
        case .singleClass: .singleClass
        case .smallClasses: .smallClass
        case .manyLabels: .manyLabels
        case .noSuchValue: .noSuchValue
        case .unlabelled: .unlabelled
        case .truncated: .truncated
        case .noPrefix: .noPrefix
        case .unknownTokens: .unknownTokens
        case .unevenBlocks: .unevenBlocks
        case .notConverged: .notConverged
        case .noOptimum: .noOptimum
        case .skippedRows: .skippedRows
        case .noRowLeft: .noRowLeft
        case .unevenColumns: .unevenColumns
        case .missingValues: .missingValues
        case .repeatedTexts: .repeatedTexts
        case .calibrationDropped: .calibrationDropped
        case .slowBLAS: .slowBLAS
        case .kernelDied: .kernelDied
        }
    }
}

/// Where a row is in what it was read from.
public enum RowPlace: Equatable, Sendable {
    /// A line of a text, from 1.
    case line(Int)
    /// A row of a database, from 1.
    case row(Int)
    /// A file in a folder.
    case file(String)
}
