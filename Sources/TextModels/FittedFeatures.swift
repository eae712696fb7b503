public import Classifiers
internal import Encoders
internal import Tensors

/// Features that have seen their training texts: vocabularies, means and deviations are fixed.
public indirect enum FittedFeatures: Sendable, Equatable {
    /// Counts over a fixed vocabulary.
    case vectorizer(FittedVectorizer, name: String)
    /// An encoder's vectors; `hash` tells which weights and settings they come from.
    case encoder(EncoderReference, hash: String, dimension: Int)
    /// Blocks side by side.
    case union([FittedFeatures])
    /// Every block standardised by a scaler of its own.
    case scaled(FittedFeatures, [Scaler])
    /// Every row, over all its blocks, of length 1.
    case normalised(FittedFeatures)

    /// The number of columns.
    public var columns: Int {
        switch self {
        case .vectorizer(let vectorizer, _): vectorizer.vocabulary.count
        case .encoder(_, _, let dimension): dimension
        case .union(let parts): parts.reduce(0) { $0 + $1.columns }
        case .scaled(let inner, _), .normalised(let inner): inner.columns
        }
    }

    /// The encoders in it with their hashes, from left to right.
    public var encoders: [(reference: EncoderReference, hash: String)] {
        switch self {
        case .vectorizer: []
        case .encoder(let reference, let hash, _): [(reference, hash)]
        case .union(let parts): parts.flatMap(\.encoders)
        case .scaled(let inner, _), .normalised(let inner): inner.encoders
        }
    }

    /// The sources of columns, from left to right.
    public var sources: [FittedFeatures] {
        switch self {
        case .vectorizer, .encoder: [self]
        case .union(let parts): parts.flatMap(\.sources)
        case .scaled(let inner, _), .normalised(let inner): inner.sources
        }
    }

    /// Whether some of its columns are words or characters, which can be listed by their weights.
    public var hasWords: Bool {
        sources.contains { source in
            if case .vectorizer = source { true } else { false }
        }
    }

    /// What tables call the sources, in order: `tfidf`, `encoder(minilm)`, and `tfidf 2` for a second one of that name.
    public var blockNames: [String] {
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
        case .union, .scaled, .normalised: "features"
        }
    }

    /// Turns texts into features: [texts × columns].
    func transform(_ texts: [String], with work: Work) throws(TextModelError) -> Features {
        switch self {
        case .vectorizer(let vectorizer, _):
            try work.reserve(
                vectorizer.memory(toTransform: texts), for: .counting(texts: texts.count))
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([
                    .sparse(try vectorizer.transform(texts, pool: work.pool, shouldStop: work.shouldStop))
                ])
            }
        case .encoder(let reference, let hash, let dimension):
            let encoder = try work.library.encoder(reference)
            guard encoder.hash == hash, encoder.dimension == dimension else {
                throw .encoderChanged(name: reference.name, expected: hash, found: encoder.hash)
            }
            let vectors = try work.embed(texts, with: reference)
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([.dense(vectors)])
            }
        case .union(let parts):
            var blocks: [Features.Block] = []
            for part in parts { blocks += try part.transform(texts, with: work).blocks }
            return try TextModelError.classifying { () throws(ClassifierError) in try Features(blocks) }
        case .scaled(let inner, let scalers):
            return try Self.scale(try inner.transform(texts, with: work), scalers)
        case .normalised(let inner):
            return try inner.transform(texts, with: work).normalised()
        }
    }

    static func scale(_ features: Features, _ scalers: [Scaler]) throws(TextModelError) -> Features {
        try TextModelError.classifying { () throws(ClassifierError) in
            var blocks: [Features.Block] = []
            for (block, scaler) in zip(features.blocks, scalers) {
                blocks.append(try scaler.transform(block))
            }
            return try Features(blocks)
        }
    }
}

extension FeatureRecipe {
    /// Learns from `texts`, and gives their features too.
    func fit(_ texts: [String], with work: Work) throws(TextModelError) -> (FittedFeatures, Features) {
        switch self {
        case .vectorizer(let vectorizer, let name):
            try work.reserve(
                vectorizer.memory(toFit: texts, threads: work.pool.threads),
                for: .counting(texts: texts.count))
            return try TextModelError.classifying { () throws(ClassifierError) in
                let fitted = try vectorizer.fitTransform(
                    texts, pool: work.pool, shouldStop: work.shouldStop)
                return (.vectorizer(fitted.vectorizer, name: name), try Features([.sparse(fitted.rows)]))
            }
        case .encoder(let reference):
            let encoder = try work.library.encoder(reference)
            let fitted = FittedFeatures.encoder(reference, hash: encoder.hash, dimension: encoder.dimension)
            return (fitted, try fitted.transform(texts, with: work))
        case .union(let parts):
            var fitted: [FittedFeatures] = []
            var blocks: [Features.Block] = []
            for part in parts {
                let (one, features) = try part.fit(texts, with: work)
                fitted.append(one)
                blocks += features.blocks
            }
            return (
                .union(fitted),
                try TextModelError.classifying { () throws(ClassifierError) in try Features(blocks) }
            )
        case .staged(let inner, .scale):
            let (fitted, features) = try inner.fit(texts, with: work)
            try work.reserve(features.bytes, for: .staging(rows: features.rows))
            let scalers = try TextModelError.classifying { () throws(ClassifierError) in
                var scalers: [Scaler] = []
                for block in features.blocks { scalers.append(try Scaler.fit(block)) }
                return scalers
            }
            return (.scaled(fitted, scalers), try FittedFeatures.scale(features, scalers))
        case .staged(let inner, .normalise):
            let (fitted, features) = try inner.fit(texts, with: work)
            try work.reserve(features.bytes, for: .staging(rows: features.rows))
            return (.normalised(fitted), try features.normalised())
        }
    }
}
