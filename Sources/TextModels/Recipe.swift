public import Classifiers

/// What a model is made of before it is fitted: features of a text, and a head that decides from them.
public struct Recipe: Sendable, Equatable {
    /// How texts become numbers.
    public let features: FeatureRecipe
    /// What decides from the numbers.
    public let head: HeadRecipe

    /// A recipe of features and a head.
    public init(features: FeatureRecipe, head: HeadRecipe) {
        self.features = features
        self.head = head
    }
}

/// How texts become columns of numbers: sources, side by side or changed by stages.
public indirect enum FeatureRecipe: Sendable, Equatable {
    /// Counts of words or characters; `name` is the component's, for tables.
    case vectorizer(Vectorizer, name: String)
    /// A pretrained encoder's vectors.
    case encoder(EncoderReference)
    /// A column of the data.
    case column(ColumnFeatures)
    /// What a list of rated words finds.
    case lexicon(Lexicon)
    /// Counts of an encoder's own pieces of words.
    case pieces(EncoderReference, Vectorizer)
    /// Blocks side by side.
    case union([FeatureRecipe])
    /// Columns changed by a stage.
    case staged(FeatureRecipe, Stage)

    /// The encoders in it, from left to right.
    public var encoders: [EncoderReference] {
        switch self {
        case .vectorizer, .column, .lexicon, .pieces: []
        case .encoder(let reference): [reference]
        case .union(let parts): parts.flatMap(\.encoders)
        case .staged(let inner, _): inner.encoders
        }
    }

    /// A stage between features and head.
    public enum Stage: Sendable, Equatable {
        /// Each column to mean 0 and deviation 1; sparse columns keep their zeros.
        case scale
        /// Each row, over all its blocks, to length 1.
        case normalise
        /// All columns to so many principal components.
        case reduce(Int)
        /// Counts times naive-Bayes log-count ratios, smoothed by α; a value above 0 counts as 1 when `binary`.
        case logRatio(alpha: Double, binary: Bool)
        /// All columns times a number: how much a block counts beside others.
        case weigh(Double)

        /// What recipes call it.
        public var name: String {
            switch self {
            case .scale: "scale"
            case .normalise: "normalise"
            case .reduce: "reduce"
            case .logRatio: "log_ratio"
            case .weigh: "weigh"
            }
        }
    }

    /// Whether its numbers are plain counts, not weighted ones.
    public var isCount: Bool {
        switch self {
        case .vectorizer(let vectorizer, _), .pieces(_, let vectorizer): vectorizer.weighting == .counts
        case .encoder, .column, .lexicon: false
        case .union(let parts): parts.allSatisfy(\.isCount)
        case .staged: false
        }
    }
}
