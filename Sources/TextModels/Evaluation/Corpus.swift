/// Texts with a label for each.
public struct Corpus: Sendable {
    /// The texts, with what stands beside them.
    public let documents: Documents
    /// Each text's label as an index into `labels`.
    public let codes: [Int]
    /// The labels.
    public let labels: [String]
    /// The labels of each text where a text may have several, or none: ascending places in `labels`; else nil.
    ///
    /// Then `codes` are the texts' rarest labels, by which folds are dealt out.
    public let sets: [[Int]]?

    /// A corpus of bare texts; `texts` and `codes` have the same number of elements.
    public init(texts: [String], codes: [Int], labels: [String]) {
        self.init(documents: Documents(texts), codes: codes, labels: labels)
    }

    /// A corpus; `documents` and `codes` have the same number of elements.
    public init(documents: Documents, codes: [Int], labels: [String], sets: [[Int]]? = nil) {
        self.documents = documents
        self.codes = codes
        self.labels = labels
        self.sets = sets
    }

    /// The texts alone.
    public var texts: [String] { documents.texts }
    /// The number of texts.
    public var count: Int { documents.count }

    /// The texts in `rows` with their labels, which keep their numbers.
    public func selecting(_ rows: [Int]) -> Corpus {
        Corpus(
            documents: documents.selecting(rows), codes: rows.map { codes[$0] }, labels: labels,
            sets: sets.map { sets in rows.map { sets[$0] } })
    }
}
