internal import Classifiers
public import Encoders
public import Explanations
internal import Tensors

extension TextModel {
    /// What the words of texts add through one encoder.
    public struct BlockDictionary: Sendable, Equatable {
        /// The encoder's number among the sources of features.
        public let source: Int
        /// The words and phrases; nil when no token has a share in the vectors.
        public let dictionary: TokenDictionary?
        /// The pools that tokens don't share; what they add is in no word.
        public let whole: [PoolingMode]
    }

    /// What words and phrases add to each label's score on average over `documents`, for each encoder.
    ///
    /// The amounts are those of `attribution`, before calibration, with each token's share of the mean over `documents` taken
    /// away; for a softmax they are taken about the mean over labels, and against `other` less what the word adds to
    /// that label. Each text goes through each encoder once; no vectors of tokens are kept.
    public func tokenDictionaries(
        over documents: Documents, against other: Int? = nil, with work: Work
    ) throws(TextModelError) -> [BlockDictionary] {
        let weights = Self.compared(try linearHead(), against: other)
        let views = try features.encoderViews(documents, weights: weights, with: work)
        guard !views.isEmpty, documents.count > 0 else { return [] }
        let terms = try Self.terms(of: documents.texts, with: work)
        var found: [BlockDictionary] = []
        for view in views {
            found.append(try Self.dictionary(view, terms, documents, work))
        }
        return found
    }

    /// The weights as explanations show them.
    static func compared(_ head: LinearModel, against other: Int?) -> DoubleMatrix {
        guard other != nil || head.probability == .softmax else { return head.weights }
        var weights = head.weights
        for column in 0..<weights.columns {
            let values = (0..<weights.rows).map { weights[$0, column] }
            let origin = other.map { values[$0] } ?? values.reduce(0, +) / Double(max(1, values.count))
            for label in 0..<weights.rows { weights[label, column] -= origin }
        }
        return weights
    }

    /// The words of at least this many texts are listed: 2 up to 400 texts, 5 from 1,000 on.
    public static func leastTexts(of count: Int) -> Int { max(2, min(5, count / 200)) }

    private static func terms(of texts: [String], with work: Work) throws(TextModelError) -> Terms {
        do {
            return try Terms(
                of: texts, inAtLeast: leastTexts(of: texts.count), shouldStop: work.shouldStop)
        } catch { throw error == .interrupted ? .interrupted : .explanation(error) }
    }

    private static func dictionary(
        _ view: FittedFeatures.View, _ terms: Terms, _ documents: Documents, _ work: Work
    ) throws(TextModelError) -> BlockDictionary {
        guard case .encoder(let reference, let hash, let dimension) = view.source else {
            return BlockDictionary(source: view.number, dictionary: nil, whole: [])
        }
        let encoder = try work.library.encoder(reference)
        guard encoder.hash == hash, encoder.dimension == dimension else {
            throw .encoderChanged(name: reference.name, expected: hash, found: encoder.hash)
        }
        let pools = encoder.sharedPooling
        guard !pools.shared.isEmpty else {
            return BlockDictionary(source: view.number, dictionary: nil, whole: pools.whole)
        }
        try work.reserve(
            TokenSums.bytes(terms: terms.names.count, classes: view.weights.rows),
            for: .counting(texts: documents.count))
        let sums = try sums(encoder, view.weights, view.norms, terms, documents.texts, work)
        return BlockDictionary(source: view.number, dictionary: sums.dictionary(), whole: pools.whole)
    }

    private static func sums(
        _ encoder: Encoder, _ directions: DoubleMatrix, _ norms: [Double]?, _ terms: Terms,
        _ texts: [String], _ work: Work
    ) throws(TextModelError) -> TokenSums {
        var sums = TokenSums(terms, classes: directions.rows)
        var fault: ExplanationError?
        let report = { (done: Int) in
            work.onProgress(Work.Progress(step: "reading words", done: done, total: texts.count))
        }
        try TextModelError.encoding { () throws(EncoderError) in
            try encoder.project(
                texts, onto: directions, threads: work.pool.threads, shouldStop: work.shouldStop,
                onProgress: report
            ) { first, projections in
                for (place, projection) in projections.enumerated() where fault == nil {
                    let norm = norms.map { $0[first + place] } ?? 1
                    let text = TokenSums.Text(
                        ranges: projection.ranges, shares: projection.shares,
                        amounts: norm == 1 ? projection.amounts : projection.amounts.map { $0 / norm })
                    do throws(ExplanationError) {
                        try sums.add(text, of: texts[first + place])
                    } catch { fault = error }
                }
            }
        }
        if let fault { throw .explanation(fault) }
        return sums
    }
}
