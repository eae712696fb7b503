/// Texts with a label for each.
public struct Corpus: Sendable {
    /// The texts.
    public let texts: [String]
    /// Each text's label as an index into `labels`.
    public let codes: [Int]
    /// The labels.
    public let labels: [String]

    /// A corpus; `texts` and `codes` have the same number of elements.
    public init(texts: [String], codes: [Int], labels: [String]) {
        self.texts = texts
        self.codes = codes
        self.labels = labels
    }

    /// The number of texts.
    public var count: Int { texts.count }

    /// The texts in `rows` with their labels, which keep their numbers.
    public func selecting(_ rows: [Int]) -> Corpus {
        Corpus(texts: rows.map { texts[$0] }, codes: rows.map { codes[$0] }, labels: labels)
    }
}
