internal import Classifiers
internal import Explanations
internal import Phrases
internal import Tensors

extension Lexicon {
    /// What tables call its columns.
    var featureNames: [String] {
        [
            phrase("sum of good ratings", zh: "正面评分之和"), phrase("sum of bad ratings", zh: "负面评分之和"),
            phrase("number of good words", zh: "正面词数"), phrase("number of bad words", zh: "负面词数"),
        ]
    }

    /// The four columns of each text, [texts × 4].
    func transform(_ texts: [String], with work: Work) throws(TextModelError) -> Features {
        try work.reserve(48 * texts.count, for: .counting(texts: texts.count))
        let rows = work.pool.map((texts.count + 255) / 256) { block -> [Float] in
            guard !work.shouldStop() else { return [] }
            return texts[block * 256..<min(texts.count, (block + 1) * 256)].flatMap { text in
                values(of: text).map { Float($0) }
            }
        }
        let all = Array(rows.joined())
        guard all.count == texts.count * Self.columns else { throw .interrupted }
        var block = Matrix(rows: texts.count, columns: Self.columns)
        block.values.replaceSubrange(0..<all.count, with: all)
        return try TextModelError.classifying { () throws(ClassifierError) in try Features([.dense(block)]) }
    }

    /// What each word of the list that stands in the text adds under `weights`, [labels × 4].
    func attribute(_ text: String, weights: DoubleMatrix, to parts: inout AttributionParts) {
        let block = parts.nextName()
        for match in matches(in: text) {
            let amounts = match.amounts
            let name = words[match.word]
            parts.units.append(
                Contribution(
                    block: block,
                    name: match.isNegated ? phrase("\(name) (negated)", zh: "\(name)（否定）") : name,
                    range: match.range,
                    amounts: (0..<weights.rows).map { label in
                        amounts.indices.reduce(0) { $0 + amounts[$1] * weights[label, $1] }
                    }))
        }
    }
}

/// A word list as a model file holds it, so that the model needs the list's file no more.
struct LexiconCoding: Codable {
    var name: String
    var words: [String]
    var ratings: [Double]
    var negation: Bool

    init(_ lexicon: Lexicon) {
        (name, words, ratings, negation) = (lexicon.name, lexicon.words, lexicon.ratings, lexicon.negation)
    }

    /// The list; nil when it contradicts itself.
    var lexicon: Lexicon? { try? Lexicon(name: name, words: words, ratings: ratings, negation: negation) }
}
