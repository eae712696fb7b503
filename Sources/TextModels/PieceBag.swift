internal import Classifiers
internal import Encoders
internal import Explanations
internal import Tensors
internal import Tokenizers

/// An encoder's pieces of words as something to be counted.
struct PieceBag {
    private let encoder: Encoder
    private let reference: EncoderReference

    /// Opens the encoder; `hash` is the one that a fitted vocabulary comes from.
    ///
    /// Throws `encoderChanged` when the encoder has another.
    init(_ reference: EncoderReference, hash: String?, with work: Work) throws(TextModelError) {
        encoder = try work.library.encoder(reference)
        self.reference = reference
        if let hash, hash != encoder.hash {
            throw .encoderChanged(name: reference.name, expected: hash, found: encoder.hash)
        }
    }

    /// Learns which pieces there are.
    func fit(
        _ texts: [String], _ vectorizer: Vectorizer, with work: Work
    ) throws(TextModelError) -> (FittedFeatures, Features) {
        let cut = try cut(texts, with: work)
        try work.reserve(
            vectorizer.memory(toFit: cut, threads: work.pool.threads), for: .counting(texts: texts.count))
        return try TextModelError.classifying { () throws(ClassifierError) in
            let fitted = try vectorizer.fitTransform(cut, pool: work.pool, shouldStop: work.shouldStop)
            return (
                .pieces(fitted.vectorizer, reference, hash: encoder.hash),
                try Features([.sparse(fitted.rows)])
            )
        }
    }

    /// Counts the pieces of a vocabulary.
    func transform(
        _ texts: [String], _ vectorizer: FittedVectorizer, with work: Work
    ) throws(TextModelError) -> Features {
        let cut = try cut(texts, with: work)
        try work.reserve(vectorizer.memory(toTransform: cut), for: .counting(texts: texts.count))
        return try TextModelError.classifying { () throws(ClassifierError) in
            try Features([
                .sparse(try vectorizer.transform(cut, pool: work.pool, shouldStop: work.shouldStop))
            ])
        }
    }

    /// What each piece adds under `weights`, [labels × pieces], at its place in the text.
    func contributions(
        _ text: String, _ vectorizer: FittedVectorizer, weights: DoubleMatrix, block: String
    ) throws(TextModelError) -> [Contribution] {
        let tokens = encoder.pieces(of: text)
        let joined = Self.joined(tokens)
        let row = try TextModelError.classifying { () throws(ClassifierError) in
            try vectorizer.transform([joined])
        }
        // Where each piece ends among the joined ones.
        var ends: [Int] = []
        for token in tokens { ends.append((ends.last.map { $0 + 1 } ?? 0) + token.text.utf8.count) }
        var places: [Int: [Range<Int>]] = [:]
        for found in vectorizer.occurrences(in: joined) {
            guard let first = ends.firstIndex(where: { $0 > found.range.lowerBound }),
                let last = ends.firstIndex(where: { $0 >= found.range.upperBound })
            else { continue }
            let (start, end) = (tokens[first].range.lowerBound, tokens[last].range.upperBound)
            if start < end { places[found.feature, default: []].append(start..<end) }
        }
        let features = zip(row.indices, row.values).map { column, value in
            SparseAttribution.Feature(
                column: Int(column), name: vectorizer.vocabulary[Int(column)], value: value,
                places: places[Int(column)] ?? [])
        }
        do {
            return try SparseAttribution.contributions(block: block, features: features, weights: weights)
        } catch { throw .explanation(error) }
    }

    /// Every text as its pieces with line ends between.
    private func cut(_ texts: [String], with work: Work) throws(TextModelError) -> [String] {
        let size = 64
        let blocks = work.pool.map((texts.count + size - 1) / size) { block -> [String] in
            guard !work.shouldStop() else { return [] }
            return texts[block * size..<min(texts.count, (block + 1) * size)].map {
                Self.joined(encoder.pieces(of: $0))
            }
        }
        let all = Array(blocks.joined())
        guard all.count == texts.count else { throw .interrupted }
        return all
    }

    private static func joined(_ tokens: [Token]) -> String {
        tokens.lazy.map(\.text).joined(separator: "\n")
    }
}
