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
        let (vectorizer, filling) = try learn(texts, pool, shouldStop)
        if filling.pairs > Self.manyPairs { FreedMemory.release() }
        guard let rows = filling.rows(vectorizer.weighting, pool, shouldStop) else { throw .interrupted }
        return (vectorizer, rows)
    }

    /// From so many on it is worth the time to give back what was freed.
    private static let manyPairs = 1 << 18

    /// The vectorizer, and what the rows are made of.
    private func learn(
        _ texts: [String], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> (vectorizer: FittedVectorizer, filling: RowFilling) {
        try check()
        guard !texts.isEmpty else { throw .noRows }
        guard let counted = CountedTexts(texts, self, pool, shouldStop) else { throw .interrupted }
        let isLarge = counted.pairs > Self.manyPairs
        if isLarge { FreedMemory.release() }
        guard let merged = MergedVocabulary(counted.features, pool, shouldStop) else { throw .interrupted }
        if isLarge { FreedMemory.release() }
        let kept = try select(merged, counted, texts: texts.count)
        guard let table = merged.table(of: kept, shouldStop) else { throw .interrupted }
        let vocabulary = table.spans.strings(pool)
        if shouldStop() { throw .interrupted }
        let vectorizer = FittedVectorizer(
            learned: self, vocabulary: vocabulary, table: table,
            documentFrequency: kept.map { merged.documents[$0] }, documents: texts.count)
        let filling = RowFilling(
            blocks: counted.blocks, pairs: counted.pairs, columns: merged.places(in: kept), width: kept.count)
        return (vectorizer, filling)
    }

    /// The features within the limits, ascending.
    private func select(
        _ merged: MergedVocabulary, _ counted: CountedTexts, texts: Int
    ) throws(ClassifierError) -> [Int] {
        let (minimum, maximum) = (minDocs.documents(of: texts), maxDocs.documents(of: texts))
        guard maximum >= minimum else {
            throw .badParameter(
                name: "max_docs", value: "\(maximum)", requirement: ">= min_docs (\(minimum))")
        }
        let kept = merged.documents.indices.filter {
            Double(merged.documents[$0]) >= minimum && Double(merged.documents[$0]) <= maximum
        }
        guard !kept.isEmpty else {
            throw .emptyVocabulary(
                merged.count == 0
                    ? .noFeatureInTexts(texts: texts)
                    : .removedByLimits(
                        features: merged.count, minimum: minimum, maximum: maximum,
                        highest: merged.documents.max() ?? 0))
        }
        guard let most = maxFeatures, kept.count > most else { return kept }
        let totals = merged.sums(counted.totals(binary: binary))
        // By frequency, then by place, so that ties go to the first.
        let order = kept.sorted { totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1 }
        return order.prefix(most).sorted()
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
