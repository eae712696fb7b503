/// Why texts can't be trained on or judged with.
public enum TuningTextsFault: Sendable, Equatable {
    /// There are none.
    case none
    /// As many labels as texts are needed, each a place in the list of labels.
    case unknownLabel(row: Int)
    /// All have one label.
    case oneLabel(String, rows: Int)
    /// The dev set has a label that no training text has.
    case untrainedLabel(String, rows: Int)
    /// Each of them is longer than the encoder's limit, in tokens, and so cut.
    case allCut(texts: Int, limit: Int)
}
