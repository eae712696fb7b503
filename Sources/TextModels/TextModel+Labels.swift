public import Classifiers
internal import Datasets
internal import Tensors

// Models of texts that may have several labels, or none.
extension TextModel {
    /// Whether a text may get several labels.
    public var givesSeveralLabels: Bool { thresholds != nil }

    /// The threshold of a label that nobody chose: probability 0.5, or score 0.
    public var usualThreshold: Double { head.hasProbabilities ? 0.5 : 0 }

    /// The labels of each text, as ascending places: those whose figure exceeds their threshold.
    public func sets(_ predictions: Predictions) -> [[Int]] {
        let figures = predictions.probabilities ?? predictions.scores
        let thresholds = thresholds ?? []
        return (0..<figures.rows).map { row in
            thresholds.indices.filter { figures[row, $0] > thresholds[$0] }
        }
    }

    /// The same model with other thresholds, one for each label.
    public func deciding(above thresholds: [Double]) -> TextModel {
        var model = self
        model.thresholds = thresholds
        return model
    }

    /// The thresholds with the highest F1 of each label on labelled texts that the model hasn't seen.
    ///
    /// `sets` holds each text's labels as places in `labels`.
    public func thresholds(_ predictions: Predictions, sets: [[Int]]) -> [LabelThreshold] {
        let figures = predictions.probabilities ?? predictions.scores
        return labels.indices.map { label in
            LabelThreshold(
                figures: (0..<figures.rows).map { figures[$0, label] },
                members: sets.map { $0.contains(label) }, usual: usualThreshold)
        }
    }

    /// Fits a recipe's head to features that are fitted already, each label against the rest.
    static func fitLabelwise(
        _ recipe: Recipe, features: FittedFeatures, values: Features, sets: [[Int]], labels: [String],
        provenance: Provenance, with work: Work
    ) throws(TextModelError) -> TextModel {
        guard recipe.head.hasPlanes else { throw .notLinear(head: recipe.head.name) }
        try work.reserve(
            recipe.head.memory(toFit: values, classes: max(2, labels.count)),
            for: .fitting(rows: values.rows, columns: values.columns))
        let fitted = try TextModelError.classifying { () throws(ClassifierError) in
            let heads = try recipe.head.labelwise(labels)
            let fitted = try LabelwiseFit.fit(
                heads, features: values, sets: sets, pool: work.pool, shouldStop: work.shouldStop)
            return (head: fitted, spread: try fitted.model.blockSpread(over: values))
        }
        var provenance = provenance
        provenance.counts = labels.indices.map { label in sets.count { $0.contains(label) } }
        provenance.blockSpread = fitted.spread
        provenance.blockNorms = try values.meanRowNorms()
        var model = TextModel(
            recipe: recipe, features: features, head: fitted.head.model, convergence: fitted.head.convergence,
            labels: labels, provenance: provenance)
        model.thresholds = labels.map { _ in model.usualThreshold }
        return model
    }
}

extension HeadModel {
    /// Whether its labels are independent.
    var isLabelwise: Bool { linear?.probability == .independent }

    /// Whether thresholds can belong to it: a finite one for each label, each label a plane.
    func takes(thresholds: [Double]) -> Bool {
        guard let linear, linear.probability == .independent || linear.probability == .none else {
            return false
        }
        return thresholds.count == classes && thresholds.allSatisfy(\.isFinite)
    }
}

extension FeatureRecipe {
    /// Whether a stage learns from labels, of which it needs one a text.
    public var learnsFromLabels: Bool {
        switch self {
        case .union(let parts): parts.contains(where: \.learnsFromLabels)
        case .staged(_, .logRatio): true
        case .staged(let inner, _): inner.learnsFromLabels
        default: false
        }
    }
}

extension HeadRecipe {
    /// Whether it decides between two classes by a plane, as labels that are decided one by one need.
    public var hasPlanes: Bool {
        switch self {
        case .logistic, .linearSVM, .ridge, .lda: true
        case .naiveBayes(let head): head.kind != .gaussian
        case .nearest: false
        }
    }

    /// A head for each label against the rest; a weight by name counts for the rows that have the label.
    func labelwise(_ labels: [String]) throws(ClassifierError) -> [any Head] {
        guard case .named(let factors) = classWeight else {
            let head = try head(for: ["", labels.first ?? ""])
            return labels.map { _ in head }
        }
        _ = try classWeight.resolved(labels)
        var heads: [any Head] = []
        for label in labels {
            let own = factors.filter { $0.label == label }
            heads.append(try weighted(.named(own)).head(for: ["", label]))
        }
        return heads
    }

    private func weighted(_ weight: ClassWeight) -> HeadRecipe {
        switch self {
        case .logistic(var head):
            head.classWeight = weight
            return .logistic(head)
        case .linearSVM(var head):
            head.classWeight = weight
            return .linearSVM(head)
        case .ridge(var head):
            head.classWeight = weight
            return .ridge(head)
        case .naiveBayes, .lda, .nearest: return self
        }
    }
}
