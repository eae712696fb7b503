internal import Classifiers
internal import Encoders
internal import Tensors

extension FeatureRecipe {
    /// Learns from the texts of `corpus`, and from nothing else, and gives their features too.
    func fit(_ corpus: Corpus, with work: Work) throws(TextModelError) -> (FittedFeatures, Features) {
        switch self {
        case .vectorizer(let vectorizer, let name):
            try work.reserve(
                vectorizer.memory(toFit: corpus.texts, threads: work.pool.threads),
                for: .counting(texts: corpus.count))
            return try TextModelError.classifying { () throws(ClassifierError) in
                let fitted = try vectorizer.fitTransform(
                    corpus.texts, pool: work.pool, shouldStop: work.shouldStop)
                return (.vectorizer(fitted.vectorizer, name: name), try Features([.sparse(fitted.rows)]))
            }
        case .encoder(let reference):
            let encoder = try work.library.encoder(reference)
            let fitted = FittedFeatures.encoder(reference, hash: encoder.hash, dimension: encoder.dimension)
            return (fitted, try fitted.transform(corpus.documents, with: work))
        case .column(let column):
            let fitted = try column.fit(corpus.documents)
            return (.column(fitted), try fitted.transform(corpus.documents, with: work))
        case .lexicon(let lexicon):
            return (.lexicon(lexicon), try lexicon.transform(corpus.texts, with: work))
        case .pieces(let reference, let vectorizer):
            return try PieceBag(reference, hash: nil, with: work).fit(corpus.texts, vectorizer, with: work)
        case .union(let parts): return try Self.fit(parts, corpus, work)
        case .staged(let inner, let stage):
            let (fitted, features) = try inner.fit(corpus, with: work)
            return try stage.fit(fitted, features, corpus, work)
        }
    }

    private static func fit(
        _ parts: [FeatureRecipe], _ corpus: Corpus, _ work: Work
    ) throws(TextModelError) -> (FittedFeatures, Features) {
        var fitted: [FittedFeatures] = []
        var blocks: [Features.Block] = []
        for part in parts {
            let (one, features) = try part.fit(corpus, with: work)
            fitted.append(one)
            blocks += features.blocks
        }
        return (
            .union(fitted),
            try TextModelError.classifying { () throws(ClassifierError) in try Features(blocks) }
        )
    }
}

extension FeatureRecipe.Stage {
    /// Learns from the features of `corpus`, and changes them.
    fileprivate func fit(
        _ inner: FittedFeatures, _ features: Features, _ corpus: Corpus, _ work: Work
    ) throws(TextModelError) -> (FittedFeatures, Features) {
        switch self {
        case .scale:
            try work.reserve(features.bytes, for: .staging(rows: features.rows))
            let scalers = try TextModelError.classifying { () throws(ClassifierError) in
                var scalers: [Scaler] = []
                for block in features.blocks { scalers.append(try Scaler.fit(block)) }
                return scalers
            }
            return (.scaled(inner, scalers), try FittedFeatures.scale(features, scalers))
        case .normalise:
            try work.reserve(features.bytes, for: .staging(rows: features.rows))
            return (.normalised(inner), try features.normalised())
        case .reduce(let count):
            let needed = PrincipalAxes.memory(rows: features.rows, columns: features.columns, count: count)
            try work.reserve(
                features.bytes + needed,
                for: .reducing(rows: features.rows, columns: features.columns, count: count))
            return try TextModelError.classifying { () throws(ClassifierError) in
                let axes = try PrincipalAxes.fit(
                    features, count: count, pool: work.pool, shouldStop: work.shouldStop)
                let reduced = try axes.transform(features, pool: work.pool, shouldStop: work.shouldStop)
                return (.reduced(inner, axes), reduced)
            }
        case .logRatio(let alpha, let binary):
            // Codes of several labels a text are only for dealing out folds.
            guard corpus.sets == nil else { throw .notLinear(head: name) }
            try work.reserve(2 * features.bytes, for: .staging(rows: features.rows))
            return try TextModelError.classifying { () throws(ClassifierError) in
                let ratios = try LogRatios.fit(
                    features, labels: corpus.codes, classes: corpus.labels.count, alpha: alpha,
                    isBinary: binary)
                return (.ratios(inner, ratios), try ratios.transform(features))
            }
        case .weigh(let factor):
            try work.reserve(features.bytes, for: .staging(rows: features.rows))
            return (.weighed(inner, by: factor), try features.multiplied(by: factor))
        }
    }
}
