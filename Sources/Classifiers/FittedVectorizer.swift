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

    /// Restores fitted state. Throws `badState` when the vocabulary isn't strictly ascending or sizes disagree.
    public init(
        settings: Vectorizer, vocabulary: [String], documentFrequency: [Int], documents: Int
    ) throws(ClassifierError) {
        self.settings = settings
        self.vocabulary = vocabulary
        self.documentFrequency = documentFrequency
        self.documents = documents
        idf = []
    }

    /// One row for each text, [texts × vocabulary].
    public func transform(
        _ texts: [String], pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> SparseRows {
        throw .interrupted
    }

    /// Every place in `text` where a feature of the vocabulary occurs, in order of place.
    public func occurrences(in text: String) -> [Occurrence] { [] }
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
