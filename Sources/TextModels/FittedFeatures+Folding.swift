internal import Classifiers
internal import Explanations
internal import Tensors

extension FittedFeatures {
    /// Splits what a stage's columns add into units of the text, by weights of the columns before the stage.
    func attributeStage(
        _ text: Documents, weights: DoubleMatrix, to parts: inout AttributionParts, with work: Work
    ) throws(TextModelError) {
        switch self {
        case .reduced(let inner, let axes):
            let folded = try TextModelError.classifying { () throws(ClassifierError) in
                try axes.folded(weights)
            }
            for (label, amount) in folded.bias.enumerated() { parts.bias[label] += amount }
            try inner.attribute(text, weights: folded.weights, to: &parts, with: work)
        case .ratios(let inner, let ratios):
            let inward = weights.multiplied(byColumns: ratios.ratios)
            // A value that counts as 1 adds its weight whatever it is.
            try inner.attribute(
                text,
                weights: ratios.isBinary
                    ? inward.divided(by: try inner.transform(text, with: work)) : inward,
                to: &parts, with: work)
        case .weighed(let inner, let factor):
            var inward = weights
            inward.values = weights.values.map { $0 * factor }
            try inner.attribute(text, weights: inward, to: &parts, with: work)
        default: try attribute(text, weights: weights, to: &parts, with: work)
        }
    }

    /// A block of columns as tables of weights list it, with the weights of what it lists.
    typealias Listed = (block: GlobalWeights.Block, weights: DoubleMatrix)

    /// The blocks that a head sees, weights folded into words where a stage lets them: what one more of a word adds.
    ///
    /// After scaling a weight is that of one deviation. Names are to be put in by the caller.
    func listed(_ weights: DoubleMatrix) throws(TextModelError) -> [Listed] {
        switch self {
        case .vectorizer, .encoder, .column, .lexicon, .pieces:
            guard let named = featureNames else { return [(.dense("", columns: columns), weights)] }
            return [(.named("", features: named.names, documentFrequency: named.documents), weights)]
        case .union(let blocks):
            var all: [Listed] = []
            var first = 0
            for block in blocks {
                all += try block.listed(weights.columns(first..<first + block.columns))
                first += block.columns
            }
            return all
        case .scaled(let inner, _), .normalised(let inner): return try inner.listed(weights)
        case .ratios(let inner, let ratios):
            return try inner.listed(weights.multiplied(byColumns: ratios.ratios))
        case .weighed(let inner, let factor):
            var inward = weights
            inward.values = weights.values.map { $0 * factor }
            return try inner.listed(inward)
        case .reduced(let inner, let axes):
            let folded = try TextModelError.classifying { () throws(ClassifierError) in
                try axes.folded(weights).weights
            }
            let parts = try inner.listed(folded)
            guard let joined = Self.joined(parts.map(\.block)) else {
                return [(.dense("", columns: columns), weights)]
            }
            return [(joined, DoubleMatrix(beside: parts.map(\.weights)))]
        }
    }

    /// Blocks whose columns all have names as one; nil when one has none.
    private static func joined(_ blocks: [GlobalWeights.Block]) -> GlobalWeights.Block? {
        var names: [String] = []
        var documents: [Int]? = []
        for block in blocks {
            guard let features = block.features else { return nil }
            names += features
            if let counts = block.documentFrequency { documents? += counts } else { documents = nil }
        }
        return .named("", features: names, documentFrequency: documents)
    }
}

extension DoubleMatrix {
    /// Every column times a number of its own.
    func multiplied(byColumns factors: [Double]) -> DoubleMatrix {
        var result = self
        for row in 0..<rows {
            for column in 0..<min(columns, factors.count) {
                result[row, column] = self[row, column] * factors[column]
            }
        }
        return result
    }

    /// Matrices with the same number of rows side by side.
    init(beside parts: [DoubleMatrix]) {
        self.init(rows: parts.first?.rows ?? 0, columns: parts.reduce(0) { $0 + $1.columns })
        var first = 0
        for part in parts {
            for row in 0..<Swift.min(rows, part.rows) {
                for column in 0..<part.columns { self[row, first + column] = part[row, column] }
            }
            first += part.columns
        }
    }
}
