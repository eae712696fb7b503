internal import Classifiers
internal import Encoders
public import Explanations
internal import Tensors
internal import Tokenizers

extension TextModel {
    /// Takes a text's scores apart: every word count and every token with what it adds to each label's score.
    ///
    /// Exact for any nesting of unions, scaling and normalisation over counts and mean-pooled encoders (the norm held as
    /// observed for this text); a block that no tokens can share exactly (`cls`, `max` pooling) is one unit. The scores are
    /// those of `predict`, so the residual measures the explanation's own error.
    public func attribution(of text: String, with work: Work) throws(TextModelError) -> Attribution {
        var parts = AttributionParts(bias: head.bias, names: features.blockNames)
        try features.attribute(text, weights: head.weights, to: &parts, with: work)
        let scores = try predict([text], with: work).scores.row(0)
        do { return try Attribution(contributions: parts.units, bias: parts.bias, scores: scores) } catch {
            throw .explanation(error)
        }
    }
}

/// What has been taken apart so far.
struct AttributionParts {
    var units: [Contribution] = []
    var bias: [Double]
    /// What tables call the sources, in the order in which they are come upon.
    let names: [String]
    private var place = 0

    init(bias: [Double], names: [String]) {
        self.bias = bias
        self.names = names
    }

    /// The name of the source that comes next.
    mutating func nextName() -> String {
        defer { place += 1 }
        return names.indices.contains(place) ? names[place] : "features"
    }
}

extension FittedFeatures {
    /// Splits what these columns add under `weights` ([labels × columns]) into units of the text.
    func attribute(
        _ text: String, weights: DoubleMatrix, to parts: inout AttributionParts, with work: Work
    ) throws(TextModelError) {
        switch self {
        case .vectorizer(let vectorizer, _):
            try attribute(text, vectorizer, weights: weights, to: &parts)
        case .encoder(let reference, _, _):
            try attribute(text, reference, weights: weights, to: &parts, with: work)
        case .union(let blocks):
            var first = 0
            for block in blocks {
                try block.attribute(
                    text, weights: weights.columns(first..<first + block.columns), to: &parts, with: work)
                first += block.columns
            }
        case .scaled(let inner, let scalers):
            var inward = weights
            let means = scalers.flatMap(\.mean)
            let deviations = scalers.flatMap(\.deviation)
            for label in 0..<weights.rows {
                for column in 0..<min(weights.columns, deviations.count) {
                    inward[label, column] = weights[label, column] / deviations[column]
                    parts.bias[label] -= inward[label, column] * means[column]
                }
            }
            try inner.attribute(text, weights: inward, to: &parts, with: work)
        case .normalised(let inner):
            let norm = try inner.transform([text], with: work).rowNorms().first ?? 0
            var inward = weights
            if norm > 0 { inward.values = weights.values.map { $0 / norm } }
            try inner.attribute(text, weights: inward, to: &parts, with: work)
        }
    }

    private func attribute(
        _ text: String, _ vectorizer: FittedVectorizer, weights: DoubleMatrix,
        to parts: inout AttributionParts
    ) throws(TextModelError) {
        let block = parts.nextName()
        let row = try TextModelError.classifying { () throws(ClassifierError) in
            try vectorizer.transform([text])
        }
        var places: [Int: [Range<Int>]] = [:]
        for place in vectorizer.occurrences(in: text) {
            places[place.feature, default: []].append(place.range)
        }
        let found = zip(row.indices, row.values).map { column, value in
            SparseAttribution.Feature(
                column: Int(column), name: vectorizer.vocabulary[Int(column)], value: value,
                places: places[Int(column)] ?? [])
        }
        do {
            parts.units += try SparseAttribution.contributions(
                block: block, features: found, weights: weights)
        } catch { throw .explanation(error) }
    }

    private func attribute(
        _ text: String, _ reference: EncoderReference, weights: DoubleMatrix,
        to parts: inout AttributionParts,
        with work: Work
    ) throws(TextModelError) {
        let block = parts.nextName()
        let encoder = try work.library.encoder(reference)
        let pooled = try TextModelError.encoding { () throws(EncoderError) in
            try encoder.pooledWithTokens(text)
        }
        guard encoder.settings.pooling == .mean, let shares = pooled.weights else {
            let amounts = (0..<weights.rows).map { label in
                zip(pooled.vector, weights.row(label)).reduce(0) { $0 + Double($1.0) * $1.1 }
            }
            parts.units.append(
                Contribution(block: block, name: "the whole vector", range: nil, amounts: amounts))
            return
        }
        do {
            let split = try DenseAttribution(
                tokens: pooled.tokenVectors, pooling: shares.map { Double($0) }, norm: Double(pooled.norm),
                weights: weights)
            parts.units += try split.contributions(
                block: block, names: pooled.tokens.map(\.text),
                ranges: pooled.tokens.map { $0.range.isEmpty ? nil : $0.range })
        } catch { throw .explanation(error) }
    }
}

extension DoubleMatrix {
    /// The columns in `range`, which must exist.
    func columns(_ range: Range<Int>) -> DoubleMatrix {
        var part = DoubleMatrix(rows: rows, columns: range.count)
        for row in 0..<rows {
            for (place, column) in range.enumerated() { part[row, place] = self[row, column] }
        }
        return part
    }
}
