public import Classifiers
public import Tensors

/// A fitted model: texts in, scores of labels out, and nothing hidden in between.
public struct TextModel: Sendable, Equatable {
    /// What it was made of.
    public let recipe: Recipe
    /// Its features with all that they learned.
    public let features: FittedFeatures
    /// What decides from the features.
    public let head: HeadModel
    /// How well the head's objective was solved.
    public let convergence: Convergence
    /// The labels; scores have their order.
    public let labels: [String]
    /// Where it comes from.
    public internal(set) var provenance: Provenance
    /// What turns its scores into probabilities that can be trusted, if anything was learnt for that.
    public internal(set) var calibration: Calibration?
    /// The confidence below which it doesn't decide; nil when it always does.
    public internal(set) var abstention: Double?
    /// What a label's probability, or score where there is none, must exceed for a text to get it; nil where every text gets
    /// one label.
    public internal(set) var thresholds: [Double]?

    /// What its head keeps of the training texts, so that more can be added; nil when it can't, or was saved by an older Loupe.
    public internal(set) var statistics: HeadStatistics?
    /// What its training texts looked like, to tell when others differ.
    public internal(set) var profile: FeatureProfile?

    /// Scores, and probabilities where the head has them, for a row of texts.
    public struct Predictions: Sendable, Equatable {
        /// [texts × labels].
        public let scores: DoubleMatrix
        /// [texts × labels], each row's sum 1; nil for a head without probabilities.
        public let probabilities: DoubleMatrix?
        /// The label of each text, as an index: the highest score, the first of equals.
        public let labels: [Int]

        /// States predictions; all three have a row, or an element, for each text.
        public init(scores: DoubleMatrix, probabilities: DoubleMatrix?, labels: [Int]) {
            self.scores = scores
            self.probabilities = probabilities
            self.labels = labels
        }
    }

    /// Fits a recipe to labelled texts.
    ///
    /// `codes` holds each text's label as an index into `labels`. Throws what features and heads throw.
    public static func fit(
        _ recipe: Recipe, texts: [String], codes: [Int], labels: [String], provenance: Provenance,
        with work: Work
    ) throws(TextModelError) -> TextModel {
        try fit(
            recipe, on: Corpus(texts: texts, codes: codes, labels: labels), provenance: provenance, with: work
        )
    }

    /// Fits a recipe to labelled texts and what stands beside them.
    ///
    /// Throws what features and heads throw.
    public static func fit(
        _ recipe: Recipe, on corpus: Corpus, provenance: Provenance, with work: Work
    ) throws(TextModelError) -> TextModel {
        let (features, values) = try recipe.features.fit(corpus, with: work)
        var provenance = provenance
        provenance.textKeys = corpus.texts.map(TextKey.of).sorted()
        if let sets = corpus.sets {
            return try fitLabelwise(
                recipe, features: features, values: values, sets: sets, labels: corpus.labels,
                provenance: provenance, with: work)
        }
        var model = try fit(
            recipe, features: features, values: values, codes: corpus.codes, labels: corpus.labels,
            provenance: provenance, with: work)
        model.profile = FeatureProfile(features, values, texts: corpus.texts)
        return model
    }

    /// Fits a recipe's head to features that are fitted already; `values` has a row for each element of `codes`.
    ///
    /// The model has no profile of its texts.
    static func fit(
        _ recipe: Recipe, features: FittedFeatures, values: Features, codes: [Int], labels: [String],
        provenance: Provenance, with work: Work
    ) throws(TextModelError) -> TextModel {
        let training = try TextModelError.classifying { () throws(ClassifierError) in
            try TrainingSet(features: values, labels: codes, classes: labels.count)
        }
        return try fit(
            recipe, features: features, training: training, labels: labels, provenance: provenance, with: work
        )
    }

    /// Fits a recipe's head to a training set made by `features`; `start`, a head fitted to the same set with another
    /// strength of penalty, saves steps.
    static func fit(
        _ recipe: Recipe, features: FittedFeatures, training: TrainingSet, labels: [String],
        from start: HeadModel? = nil, provenance: Provenance, with work: Work
    ) throws(TextModelError) -> TextModel {
        let values = training.features
        try work.reserve(
            recipe.head.memory(toFit: values, classes: labels.count),
            for: .fitting(rows: values.rows, columns: values.columns))
        let fitted = try TextModelError.classifying { () throws(ClassifierError) in
            let head = try recipe.head.head(for: labels)
                .fit(training, from: start, pool: work.pool, shouldStop: work.shouldStop)
            return (head: head, spread: try head.model.blockSpread(over: values))
        }
        var provenance = provenance
        provenance.counts = training.counts
        provenance.blockSpread = fitted.spread
        provenance.blockNorms = try values.meanRowNorms()
        return TextModel(
            recipe: recipe, features: features, head: fitted.head.model, convergence: fitted.head.convergence,
            labels: labels, provenance: provenance, statistics: fitted.head.statistics)
    }

    /// How many of `texts` the model was trained on.
    public func overlap(with texts: [String]) -> Int {
        let known = Set(provenance.textKeys)
        return texts.count { known.contains(TextKey.of($0)) }
    }

    /// The places of the texts that the model was trained on, each text once.
    public func trainingPlaces(in texts: [String]) -> [Int] {
        var wanted = Set(provenance.textKeys)
        return texts.indices.filter { wanted.remove(TextKey.of(texts[$0])) != nil }
    }

    /// Whether its scores are sums over columns, which can be taken apart exactly.
    public var isLinear: Bool { head.linear != nil }

    /// The model over columns; throws `notLinear` when scores aren't sums over them.
    func linearHead() throws(TextModelError) -> LinearModel {
        guard let linear = head.linear else { throw .notLinear(head: recipe.head.name) }
        return linear
    }

    /// Whether it reads texts through an encoder.
    public var hasEncoder: Bool { !features.encoders.isEmpty }

    /// Scores bare texts; a model that needs columns throws `unfitColumn`.
    public func predict(_ texts: [String], with work: Work) throws(TextModelError) -> Predictions {
        try predict(Documents(texts), with: work)
    }

    /// Scores texts.
    public func predict(_ texts: Documents, with work: Work) throws(TextModelError) -> Predictions {
        try predict(try features.transform(texts, with: work), with: work)
    }

    /// Scores texts whose features are known.
    func predict(_ values: Features, with work: Work) throws(TextModelError) -> Predictions {
        try TextModelError.classifying { () throws(ClassifierError) in
            let scores = try head.scores(values, pool: work.pool, shouldStop: work.shouldStop)
            guard let calibration else {
                return Predictions(
                    scores: scores, probabilities: try head.probabilities(ofScores: scores),
                    labels: try head.predictions(ofScores: scores))
            }
            return try Predictions(calibration, scores: scores)
        }
    }
}

/// A short hash of a text (FNV-1a, 64 bits), good enough to notice that two texts are the same.
enum TextKey {
    static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
