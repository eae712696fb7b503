internal import Classifiers
internal import Encoders
public import Explanations
internal import Phrases
internal import Tensors
internal import Tokenizers

extension TextModel {
    /// Takes a text's scores apart: every word count and every token with what it adds to each label's score.
    ///
    /// Exact for any nesting of unions, scaling and normalisation over counts and mean-pooled encoders (the norm held as
    /// observed for this text), whatever layers they mix; what no tokens can share exactly (`cls`, `last`, `max` pooling)
    /// is one unit. The scores are those of `predict`, so the residual measures the explanation's own error. Temperature and
    /// Platt scaling multiply every contribution by their slope.
    public func attribution(of text: String, with work: Work) throws(TextModelError) -> Attribution {
        try attribution(of: Documents([text]), with: work)
    }

    /// The same for a text with what stands beside it; of several documents the first is explained.
    ///
    /// A column adds what its value adds, without a place in the text.
    public func attribution(of documents: Documents, with work: Work) throws(TextModelError) -> Attribution {
        guard documents.count > 0 else { return try attribution(of: "", with: work) }
        let text = documents.count == 1 ? documents : documents.selecting([0])
        let head = try linearHead()
        var parts = AttributionParts(bias: head.bias, names: features.sourceNames)
        let weights =
            head.reading == .presence
            ? head.weights.divided(by: try features.transform(text, with: work)) : head.weights
        try features.attribute(text, weights: weights, to: &parts, with: work)
        let scores = try predict(text, with: work).scores.row(0)
        if let calibration {
            parts.units = parts.units.map { unit in
                Contribution(
                    block: unit.block, name: unit.name, range: unit.range,
                    amounts: calibration.mapped(contribution: unit.amounts))
            }
            parts.bias = calibration.mapped(bias: parts.bias)
        }
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
        _ text: Documents, weights: DoubleMatrix, to parts: inout AttributionParts, with work: Work
    ) throws(TextModelError) {
        switch self {
        case .vectorizer(let vectorizer, _):
            try attribute(text.texts[0], vectorizer, weights: weights, to: &parts)
        case .encoder(let reference, _, _):
            try attribute(text.texts[0], reference, weights: weights, to: &parts, with: work)
        case .lexicon(let lexicon): lexicon.attribute(text.texts[0], weights: weights, to: &parts)
        case .pieces(let vectorizer, let reference, let hash):
            let block = parts.nextName()
            parts.units += try PieceBag(reference, hash: hash, with: work)
                .contributions(text.texts[0], vectorizer, weights: weights, block: block)
        case .column(let column): try column.attribute(text, weights: weights, to: &parts, with: work)
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
        case .reduced, .ratios, .weighed: try attributeStage(text, weights: weights, to: &parts, with: work)
        case .normalised(let inner):
            let norm = try inner.transform(text, with: work).rowNorms().first ?? 0
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
        let width = pooled.tokenVectors.columns
        var units: [Contribution] = []
        for (index, pool) in pooled.pools.enumerated() {
            let range = index * width..<(index + 1) * width
            let own = weights.columns(range)
            if pool.mode.isShared, let shares = pool.weights {
                let split = try Self.shared(pooled, shares, own, block: block)
                units = units.isEmpty ? split : zip(units, split).map { $0.adding($1) }
            } else {
                parts.units.append(Self.whole(pool.mode, pooled.vector[range], own, block: block))
            }
        }
        parts.units += units
    }

    /// Every token with its exact share of a pool.
    private static func shared(
        _ text: PooledText, _ shares: [Float], _ weights: DoubleMatrix, block: String
    ) throws(TextModelError) -> [Contribution] {
        do {
            let split = try DenseAttribution(
                tokens: text.tokenVectors, pooling: shares.map { Double($0) }, norm: Double(text.norm),
                weights: weights)
            return try split.contributions(
                block: block, names: text.tokens.map(\.text),
                ranges: text.tokens.map { $0.range.isEmpty ? nil : $0.range })
        } catch { throw .explanation(error) }
    }

    /// A pool that tokens can't share, as one unit.
    private static func whole(
        _ mode: PoolingMode, _ vector: ArraySlice<Float>, _ weights: DoubleMatrix, block: String
    ) -> Contribution {
        let amounts = (0..<weights.rows).map { label in
            zip(vector, weights.row(label)).reduce(0) { $0 + Double($1.0) * $1.1 }
        }
        let name =
            switch mode {
            case .cls: phrase("the first token's vector, whole", zh: "首词元的整个向量")
            case .last: phrase("the last token's vector, whole", zh: "末词元的整个向量")
            default: phrase("the greatest values, whole", zh: "各维最大值的整个向量")
            }
        return Contribution(block: block, name: name, range: nil, amounts: amounts)
    }
}

extension Contribution {
    /// The same unit with what it adds elsewhere too.
    fileprivate func adding(_ other: Contribution) -> Contribution {
        Contribution(
            block: block, name: name, range: range, amounts: zip(amounts, other.amounts).map { $0 + $1 })
    }
}

extension DoubleMatrix {
    /// The weights of values that add what these weights add for a value's presence: divided by the values of one row.
    func divided(by row: Features) -> DoubleMatrix {
        var result = DoubleMatrix(rows: rows, columns: columns)
        for (offset, block) in zip(row.offsets, row.blocks) {
            switch block {
            case .dense(let matrix):
                for (column, value) in matrix.values.enumerated() where value > 0 {
                    for label in 0..<rows {
                        result[label, offset + column] = self[label, offset + column] / Double(value)
                    }
                }
            case .sparse(let sparse):
                for (column, value) in zip(sparse.indices, sparse.values) where value > 0 {
                    let place = offset + Int(column)
                    for label in 0..<rows { result[label, place] = self[label, place] / value }
                }
            }
        }
        return result
    }

    /// The columns in `range`, which must exist.
    func columns(_ range: Range<Int>) -> DoubleMatrix {
        var part = DoubleMatrix(rows: rows, columns: range.count)
        for row in 0..<rows {
            for (place, column) in range.enumerated() { part[row, place] = self[row, column] }
        }
        return part
    }
}
