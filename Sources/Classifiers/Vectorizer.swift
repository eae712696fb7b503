public import Tokenizers

/// How texts become counted features, before it has seen any text.
///
/// On text without Han characters the features and their values are those of scikit-learn's
/// CountVectorizer and TfidfVectorizer. A run of Han characters counts as its characters and its bigrams, or as the
/// words that a list cuts it into.
public struct Vectorizer: Sendable, Equatable {
    /// What is counted.
    public enum Analyser: Sendable, Equatable {
        /// Words of two or more word characters, and their n-grams joined by a space.
        case words
        /// Character n-grams over the whole text, white space squeezed.
        case characters
        /// Character n-grams inside words, each word padded by a space on both sides (`char_wb`).
        case charactersInWords
        /// Pieces that the text has been cut into before, with line ends between.
        case pieces
    }

    /// What a count becomes.
    public enum Weighting: Sendable, Equatable {
        /// The count itself.
        case counts
        /// Count times smoothed inverse document frequency, ln((1+n)/(1+df))+1, rows of length 1.
        case tfidf
    }

    /// A limit on the number of documents that a feature occurs in.
    public enum Limit: Sendable, Equatable {
        /// So many documents.
        case count(Int)
        /// This share of the documents, in 0 ... 1.
        case share(Double)
    }

    /// What is counted.
    public var analyser: Analyser
    /// What a count becomes.
    public var weighting: Weighting
    /// The lengths of n-grams, in words or characters.
    public var ngrams: ClosedRange<Int>
    /// Features in fewer documents are left out.
    public var minDocs: Limit
    /// Features in more documents are left out.
    public var maxDocs: Limit
    /// Keeps the most frequent features only; ties go to the first by code point.
    public var maxFeatures: Int?
    /// Counts every feature once a text.
    public var binary: Bool
    /// Takes 1 + ln(count) for the count.
    public var sublinear: Bool
    /// Words left out before n-grams are formed; compared after lower-casing, for `words` only.
    public var stopWords: [String]
    /// Lower-cases first.
    public var lowercase: Bool
    /// The words that runs with Han characters are cut into, for `words` only; nil counts their characters.
    public var segmenter: WordList?

    /// The defaults are scikit-learn's.
    public init(
        analyser: Analyser = .words, weighting: Weighting = .counts, ngrams: ClosedRange<Int> = 1...1,
        minDocs: Limit = .count(1), maxDocs: Limit = .share(1), maxFeatures: Int? = nil, binary: Bool = false,
        sublinear: Bool = false, stopWords: [String] = [], lowercase: Bool = true, segmenter: WordList? = nil
    ) {
        self.analyser = analyser
        self.weighting = weighting
        self.ngrams = ngrams
        self.minDocs = minDocs
        self.maxDocs = maxDocs
        self.maxFeatures = maxFeatures
        self.binary = binary
        self.sublinear = sublinear
        self.stopWords = stopWords
        self.lowercase = lowercase
        self.segmenter = segmenter
    }
}
