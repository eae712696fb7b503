internal import Glibc
public import Tensors

/// A vectorizer with its vocabulary: turns any text into a sparse row.
public struct FittedVectorizer: Sendable, Equatable {
    /// The settings it was fitted with.
    public let settings: Vectorizer
    /// The features in ascending order of their code points; the place is the column.
    public let vocabulary: [String]
    /// The number of training texts that each feature occurs in.
    public let documentFrequency: [Int]
    /// The number of training texts.
    public let documents: Int
    /// The weight of each feature: ln((1+n)/(1+df))+1 for tf-idf, else empty.
    public let idf: [Double]
    let table: SpanTable

    /// Restores fitted state.
    ///
    /// Throws `badState` when the vocabulary isn't distinct and ascending, or the sizes disagree.
    public init(
        settings: Vectorizer, vocabulary: [String], documentFrequency: [Int], documents: Int
    ) throws(ClassifierError) {
        func refuse(_ detail: String) -> ClassifierError {
            .badState(type: "FittedVectorizer", detail: detail)
        }
        try settings.check()
        guard !vocabulary.isEmpty, vocabulary.count < Int(Int32.max) else {
            throw refuse("\(vocabulary.count) features")
        }
        guard documentFrequency.count == vocabulary.count else {
            throw refuse("\(vocabulary.count) features, \(documentFrequency.count) document frequencies")
        }
        guard documentFrequency.allSatisfy({ $0 >= 0 && $0 <= documents }) else {
            throw refuse("a document frequency is out of 0 ... \(documents)")
        }
        var table = SpanTable(capacity: vocabulary.count)
        for (column, var feature) in vocabulary.enumerated() {
            let number = feature.withUTF8 { table.insert($0, hash: SpanTable.hash($0)) }
            guard number == column else { throw refuse("feature \(column) comes twice") }
            guard column == 0 || table.spans.isAscending(at: column) else {
                throw refuse("feature \(column) is out of order")
            }
        }
        self.settings = settings
        self.vocabulary = vocabulary
        self.documentFrequency = documentFrequency
        self.documents = documents
        self.table = table
        idf = settings.idf(documentFrequency, of: documents)
    }

    /// What was learned, its table holding the vocabulary already.
    init(
        learned settings: Vectorizer, vocabulary: [String], table: SpanTable, documentFrequency: [Int],
        documents: Int
    ) {
        self.settings = settings
        self.vocabulary = vocabulary
        self.documentFrequency = documentFrequency
        self.documents = documents
        self.table = table
        idf = settings.idf(documentFrequency, of: documents)
    }

    /// One row for each text, [texts × vocabulary].
    public func transform(
        _ texts: [String], pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> SparseRows {
        let bounds = Chunks.bounds(texts.count, pieces: pool.threads * 4)
        let pieces = pool.map(bounds.count - 1) { piece in
            rows(texts[bounds[piece]..<bounds[piece + 1]], shouldStop)
        }
        var done: [CountedRows] = []
        for piece in pieces {
            guard let piece else { throw .interrupted }
            done.append(piece)
        }
        return try CountedRows.joined(done, columns: vocabulary.count)
    }

    /// What counts become.
    var weighting: RowWeighting { RowWeighting(settings, idf: idf) }

    /// The rows of some texts, nil when interrupted.
    private func rows(_ texts: ArraySlice<String>, _ shouldStop: () -> Bool) -> CountedRows? {
        var units = TextUnits(settings)
        var rows = CountedRows(weighting)
        var columns: [Int32] = []
        for (number, text) in texts.enumerated() {
            if number % 64 == 0, shouldStop() { return nil }
            units.read(text)
            columns.removeAll(keepingCapacity: true)
            units.forEachGram(settings) { span, hash, _ in
                if let column = table.find(span, hash: hash) {
                    columns.append(Int32(truncatingIfNeeded: column))
                }
            }
            columns.sort()
            rows.append(RunLengths(columns))
        }
        return rows
    }

    /// Every place in `text` where a feature of the vocabulary occurs, in order of place.
    public func occurrences(in text: String) -> [Occurrence] {
        var units = TextUnits(settings)
        units.read(text)
        var found: [Occurrence] = []
        units.forEachGram(settings) { span, hash, covered in
            if let column = table.find(span, hash: hash) {
                found.append(Occurrence(feature: column, range: units.source(covered)))
            }
        }
        return found.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.feature)
                < ($1.range.lowerBound, $1.range.upperBound, $1.feature)
        }
    }
}

extension Vectorizer {
    /// ln((1+n)/(1+df))+1 of each feature, or nothing for plain counts.
    fileprivate func idf(_ documentFrequency: [Int], of documents: Int) -> [Double] {
        weighting == .counts
            ? [] : documentFrequency.map { log((1 + Double(documents)) / (1 + Double($0))) + 1 }
    }
}

/// One place where a feature occurs in a text.
public struct Occurrence: Sendable, Equatable {
    /// The column of the feature.
    public let feature: Int
    /// Where it stands in the text, in UTF-8 bytes.
    public let range: Range<Int>

    /// An occurrence of `feature` at `range`.
    public init(feature: Int, range: Range<Int>) {
        self.feature = feature
        self.range = range
    }
}

/// Equal neighbours of a sorted array with their number.
private struct RunLengths: Sequence, IteratorProtocol {
    private let sorted: [Int32]
    private var position = 0

    init(_ sorted: [Int32]) { self.sorted = sorted }

    mutating func next() -> (Int32, Int32)? {
        guard position < sorted.count else { return nil }
        let value = sorted[position]
        let start = position
        while position < sorted.count, sorted[position] == value { position += 1 }
        return (value, Int32(truncatingIfNeeded: position - start))
    }
}
