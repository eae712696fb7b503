public import Classifiers
internal import Encoders
internal import Tensors

/// Features that have seen their training texts: vocabularies, means and deviations are fixed.
public indirect enum FittedFeatures: Sendable, Equatable {
    /// Counts over a fixed vocabulary.
    case vectorizer(FittedVectorizer, name: String)
    /// An encoder's vectors; `hash` tells which weights and settings they come from.
    case encoder(EncoderReference, hash: String, dimension: Int)
    /// A column of the data.
    case column(FittedColumn)
    /// What a list of rated words finds.
    case lexicon(Lexicon)
    /// Counts of an encoder's own pieces over a fixed vocabulary; `hash` tells which encoder cut them.
    case pieces(FittedVectorizer, EncoderReference, hash: String)
    /// Blocks side by side.
    case union([FittedFeatures])
    /// Every block standardised by a scaler of its own.
    case scaled(FittedFeatures, [Scaler])
    /// Every row, over all its blocks, of length 1.
    case normalised(FittedFeatures)
    /// All columns reduced to principal components, one dense block.
    case reduced(FittedFeatures, PrincipalAxes)
    /// Counts times log-count ratios.
    case ratios(FittedFeatures, LogRatios)
    /// All columns times a number.
    case weighed(FittedFeatures, by: Double)

    /// The number of columns.
    public var columns: Int {
        switch self {
        case .vectorizer(let vectorizer, _), .pieces(let vectorizer, _, _): vectorizer.vocabulary.count
        case .lexicon: Lexicon.columns
        case .encoder(_, _, let dimension): dimension
        case .column(let column): column.columns
        case .union(let parts): parts.reduce(0) { $0 + $1.columns }
        case .reduced(_, let axes): axes.count
        case .scaled(let inner, _), .normalised(let inner), .ratios(let inner, _), .weighed(let inner, _):
            inner.columns
        }
    }

    /// The encoders in it with their hashes, from left to right.
    public var encoders: [(reference: EncoderReference, hash: String)] {
        switch self {
        case .vectorizer, .column, .lexicon, .pieces: []
        case .encoder(let reference, let hash, _): [(reference, hash)]
        case .union(let parts): parts.flatMap(\.encoders)
        case .scaled(let inner, _), .normalised(let inner), .reduced(let inner, _), .ratios(let inner, _),
            .weighed(let inner, _):
            inner.encoders
        }
    }

    /// The sources of columns, from left to right.
    public var sources: [FittedFeatures] {
        switch self {
        case .vectorizer, .encoder, .column, .lexicon, .pieces: [self]
        case .union(let parts): parts.flatMap(\.sources)
        case .scaled(let inner, _), .normalised(let inner), .reduced(let inner, _), .ratios(let inner, _),
            .weighed(let inner, _):
            inner.sources
        }
    }

    /// The blocks of columns that a head sees, from left to right: the sources, but one for all that was reduced together.
    public var blocks: [FittedFeatures] {
        switch self {
        case .vectorizer, .encoder, .column, .lexicon, .pieces, .reduced: [self]
        case .union(let parts): parts.flatMap(\.blocks)
        case .scaled(let inner, _), .normalised(let inner), .ratios(let inner, _), .weighed(let inner, _):
            inner.blocks
        }
    }

    /// The columns of the data that it needs, from left to right.
    public var dataColumns: [String] {
        sources.compactMap { source in
            if case .column(let column) = source { column.name } else { nil }
        }
    }

    /// Whether some of its columns have names, as words have, and can be listed by their weights.
    public var hasWords: Bool { sources.contains { $0.featureNames != nil } }

    /// What each of its columns is called, with the number of training texts that have it where that is known; nil for an
    /// encoder, whose dimensions mean nothing one by one.
    var featureNames: (names: [String], documents: [Int]?)? {
        switch self {
        case .vectorizer(let vectorizer, _), .pieces(let vectorizer, _, _):
            (vectorizer.vocabulary, vectorizer.documentFrequency)
        case .lexicon(let lexicon): (lexicon.featureNames, nil)
        case .column(let column): (column.featureNames, column.counts)
        case .encoder, .union, .scaled, .normalised, .reduced, .ratios, .weighed: nil
        }
    }

    /// What tables call the sources, in order: `tfidf`, `encoder(minilm)`, and `tfidf 2` for a second one of that name.
    public var sourceNames: [String] { Self.names(of: sources) }

    /// What tables call the blocks that a head sees, in order.
    public var blockNames: [String] { Self.names(of: blocks) }

    private static func names(of sources: [FittedFeatures]) -> [String] {
        var seen: [String: Int] = [:]
        return sources.map { source in
            let count = seen[source.blockName, default: 0] + 1
            seen[source.blockName] = count
            return count == 1 ? source.blockName : "\(source.blockName) \(count)"
        }
    }

    private var blockName: String {
        switch self {
        case .vectorizer(_, let name): name
        case .encoder(let reference, _, _): "encoder(\(reference.name))"
        case .column(let column): "column(\(column.name))"
        case .lexicon(let lexicon): "lexicon(\(lexicon.name))"
        case .pieces(_, let reference, _): "pieces(\(reference.name))"
        case .reduced(_, let axes): "reduce(\(axes.count))"
        case .union, .scaled, .normalised, .ratios, .weighed: "features"
        }
    }
}
