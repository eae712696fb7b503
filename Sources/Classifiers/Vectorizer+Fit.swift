public import Tensors

extension Vectorizer {
    /// Learns the vocabulary of `texts`.
    ///
    /// Throws `badParameter`, `noRows`, `emptyVocabulary` or `interrupted`.
    public func fit(
        _ texts: [String], pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> FittedVectorizer {
        try learn(texts, pool, shouldStop).vectorizer
    }

    /// Learns the vocabulary of `texts` and gives the rows that `transform` would give, reading each text once.
    ///
    /// Throws as `fit` does.
    public func fitTransform(
        _ texts: [String], pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> (vectorizer: FittedVectorizer, rows: SparseRows) {
        let (vectorizer, chunks, columns) = try learn(texts, pool, shouldStop)
        let counted = CountedChunks(chunks: chunks, columns: columns, width: vectorizer.vocabulary.count)
        guard let rows = counted.rows(vectorizer.weighting, pool, shouldStop) else { throw .interrupted }
        return (vectorizer, rows)
    }

    private typealias Learned = (vectorizer: FittedVectorizer, chunks: [ChunkVocabulary], columns: [[Int32]])

    private func learn(
        _ texts: [String], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> Learned {
        try check()
        guard !texts.isEmpty else { throw .noRows }
        let bounds = Chunks.bounds(texts.count, pieces: pool.threads * 4)
        let chunks = pool.map(bounds.count - 1) { piece in
            ChunkVocabulary(texts[bounds[piece]..<bounds[piece + 1]], self, shouldStop)
        }
        if chunks.contains(where: \.isInterrupted) { throw .interrupted }
        guard let merged = MergedVocabulary(chunks, pool, shouldStop) else { throw .interrupted }
        let kept = try select(merged, texts: texts.count, pool, shouldStop)
        if shouldStop() { throw .interrupted }
        var table = SpanTable(capacity: kept.count)
        for (place, feature) in kept.enumerated() {
            if place & 8191 == 0, shouldStop() { throw .interrupted }
            merged.withSpan(feature) { table.append($0, hash: $1) }
        }
        let vocabulary = table.strings(pool)
        if shouldStop() { throw .interrupted }
        let vectorizer = FittedVectorizer(
            learned: self, vocabulary: vocabulary, table: table,
            documentFrequency: kept.map(merged.documents), documents: texts.count)
        return (vectorizer, chunks, merged.columns(of: kept, pool))
    }

    /// The features within the limits, in ascending order of their bytes, which is that of their code points.
    private func select(
        _ merged: MergedVocabulary, texts: Int, _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> [MergedVocabulary.Feature] {
        let (minimum, maximum) = (minDocs.documents(of: texts), maxDocs.documents(of: texts))
        guard maximum >= minimum else {
            throw .badParameter(
                name: "max_docs", value: "\(maximum)", requirement: ">= min_docs (\(minimum))")
        }
        let passing = merged.features { Double($0) >= minimum && Double($0) <= maximum }
        guard !passing.isEmpty else {
            throw .emptyVocabulary(
                merged.count == 0
                    ? .noFeatureInTexts(texts: texts)
                    : .removedByLimits(
                        features: merged.count, minimum: minimum, maximum: maximum, highest: merged.highest))
        }
        let kept = merged.sorted(passing, pool, shouldStop)
        guard let most = maxFeatures, kept.count > most else { return kept }
        // The sort is by frequency, then by place, so that ties go to the first.
        let order = kept.indices.sorted {
            let (left, right) = (merged.total(kept[$0]), merged.total(kept[$1]))
            return left != right ? left > right : $0 < $1
        }
        return order.prefix(most).sorted().map { kept[$0] }
    }

    /// Throws `badParameter` at the first setting out of range.
    func check() throws(ClassifierError) {
        func require(_ holds: Bool, _ name: String, _ value: String, _ requirement: String)
            throws(ClassifierError)
        {
            if !holds { throw .badParameter(name: name, value: value, requirement: requirement) }
        }
        try require(ngrams.lowerBound >= 1, "ngrams", "\(ngrams.lowerBound)..\(ngrams.upperBound)", ">= 1")
        try require(maxFeatures ?? 1 >= 1, "max_features", "\(maxFeatures ?? 1)", ">= 1")
        for (name, limit) in [("min_docs", minDocs), ("max_docs", maxDocs)] {
            switch limit {
            case .count(let count): try require(count >= 1, name, "\(count)", ">= 1")
            case .share(let share): try require(share >= 0 && share <= 1, name, "\(share)", "0 ... 1")
            }
        }
    }
}

extension Vectorizer.Limit {
    /// The limit as a number of documents among `texts`.
    func documents(of texts: Int) -> Double {
        switch self {
        case .count(let count): Double(count)
        case .share(let share): share * Double(texts)
        }
    }
}

/// Cuts rows into pieces of nearly equal size.
enum Chunks {
    /// The bounds of at most `pieces` pieces of `count` rows: ascending, from 0 to `count`.
    static func bounds(_ count: Int, pieces: Int) -> [Int] {
        let pieces = max(1, min(count, pieces))
        return (0...pieces).map { count / pieces * $0 + min($0, count % pieces) }
    }
}
