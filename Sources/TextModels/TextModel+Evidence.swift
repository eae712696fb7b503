internal import Classifiers
internal import Glibc
public import Tensors

extension TextModel {
    /// Which training texts stand behind a decision about one text.
    public struct Evidence: Sendable, Equatable {
        /// The cosine of the text's features with those of each training text, 0 to one without any.
        public let cosines: [Double]
        /// What each training text adds to each label's score, α_i · k(x_i, x), [training texts × labels]; nil where the
        /// head's weights aren't such a sum.
        public let parts: DoubleMatrix?
        /// The scores of the text before calibration.
        public let scores: [Double]
        /// The bias of each label; empty for heads that have none.
        public let bias: [Double]
        /// The label that the model gives each training text, before calibration.
        public let given: [Int]

        /// Score minus bias and parts: how far the sum is from what the head computes; nil without parts.
        public func residual(_ label: Int) -> Double? {
            parts.map { parts in
                scores[label] - bias[label] - (0..<parts.rows).reduce(0) { $0 + parts[$1, label] }
            }
        }
    }

    /// The places of all rows of `texts` that the model was trained on, equal texts each.
    public func trainingRows(in texts: [String]) -> [Int] {
        let known = Set(provenance.textKeys)
        return texts.indices.filter { known.contains(TextKey.of(texts[$0])) }
    }

    /// How each of the `training` texts, of the labels `codes`, bears on the decision about the first of `documents`.
    ///
    /// Where the head minimises a smooth loss with a squared penalty, its weights are w = Σ_i α_i x_i over the training
    /// texts (the representer theorem; Yeh et al. 2018, arXiv 1811.09720), so a score is the bias and Σ_i α_i ⟨x_i, x⟩. That
    /// holds as far as all training rows are given; `residual` tells.
    public func evidence(
        for documents: Documents, among training: Documents, codes: [Int], with work: Work
    ) throws(TextModelError) -> Evidence {
        let values = try features.transform(training, with: work)
        let own = try features.transform(
            documents.count == 1 ? documents : documents.selecting([0]), with: work)
        let products = try Self.products(own, values, work)
        let (norm, norms) = (own.rowNorms().first ?? 0, values.rowNorms())
        let (given, mine) = try TextModelError.classifying { () throws(ClassifierError) in
            (
                try head.scores(values, pool: work.pool, shouldStop: work.shouldStop),
                try head.scores(own, pool: work.pool, shouldStop: work.shouldStop)
            )
        }
        let labels = try TextModelError.classifying { () throws(ClassifierError) in
            try head.predictions(ofScores: given)
        }
        var parts = alphas(given, codes)
        for row in 0..<products.count {
            for label in 0..<(parts?.columns ?? 0) { parts?[row, label] *= products[row] }
        }
        return Evidence(
            cosines: zip(products, norms).map { $1 * norm > 0 ? $0 / ($1 * norm) : 0 }, parts: parts,
            scores: mine.row(0), bias: head.linear?.bias ?? [], given: labels)
    }

    /// The product of one row's features with each row of `values`.
    private static func products(
        _ own: Features, _ values: Features, _ work: Work
    ) throws(TextModelError) -> [Double] {
        var query = [Double](repeating: 0, count: values.columns)
        for (column, value) in own.entries(of: 0) { query[column] = value }
        return try TextModelError.classifying { () throws(ClassifierError) in
            let plane = DoubleMatrix(rows: 2, columns: query.count)
            var both = plane
            both.values = query + query
            let model = try LinearModel(weights: both, bias: [0, 0], probability: .none)
            let scores = try model.scores(values, pool: work.pool, shouldStop: work.shouldStop)
            return (0..<scores.rows).map { scores[$0, 0] }
        }
    }

    /// α for each training row and label, from the rows' scores; nil where the weights aren't a sum over rows that the
    /// optimum tells.
    private func alphas(_ scores: DoubleMatrix, _ codes: [Int]) -> DoubleMatrix? {
        guard let linear = head.linear, linear.reading == .value,
            linear.probability != .independent, codes.count == scores.rows,
            let slope = slope(linear.probability)
        else { return nil }
        var alphas = DoubleMatrix(rows: scores.rows, columns: linear.classes)
        for (row, code) in codes.enumerated() where linear.bias.indices.contains(code) {
            let own = scores.row(row)
            if linear.classes == 2, linear.probability != .softmax {
                // One plane: the first class is the second's mirror image.
                alphas[row, 1] = slope(own, code, 1)
                alphas[row, 0] = -alphas[row, 1]
            } else {
                for label in 0..<linear.classes { alphas[row, label] = slope(own, code, label) }
            }
        }
        return alphas
    }

    /// What a row pulls at a label's weights at the optimum: minus the slope of its loss, over the penalty's weight.
    private func slope(
        _ probability: LinearModel.Probability
    ) -> ((_ scores: [Double], _ code: Int, _ label: Int) -> Double)? {
        switch recipe.head {
        case .logistic(let logistic) where logistic.penalty == .l2:
            let isJoint = probability == .softmax
            return { scores, code, label in
                let target: Double = code == label ? 1 : 0
                let most = scores.max() ?? 0
                let chance =
                    isJoint
                    ? exp(scores[label] - most) / scores.reduce(0) { $0 + exp($1 - most) }
                    : 1 / (1 + exp(-scores[label]))
                let isSingle = logistic.multiClass == .oneVersusRest && scores.count > 2
                return logistic.c * weight(logistic.classWeight, code, isSingle ? label : nil)
                    * (target - chance)
            }
        case .ridge(let ridge) where ridge.alpha > 0:
            return { scores, code, label in
                weight(ridge.classWeight, code, nil) / ridge.alpha
                    * ((code == label ? 1 : -1) - scores[label])
            }
        case .linearSVM(let svm) where svm.loss == .squaredHinge:
            return { scores, code, label in
                let side: Double = code == label ? 1 : -1
                let isOwn = scores.count == 2 || code == label
                return 2 * svm.c * (isOwn ? weight(svm.classWeight, code, nil) : 1) * side
                    * max(0, 1 - side * scores[label])
            }
        case .logistic, .ridge, .linearSVM, .naiveBayes, .lda, .nearest: return nil
        }
    }

    /// What a row of a label counts, or where one label is told from the rest.
    private func weight(_ classWeight: ClassWeight, _ code: Int, _ single: Int?) -> Double {
        let all = Double(provenance.rows)
        let counts = provenance.counts.map(Double.init)
        switch classWeight {
        case .none: return 1
        case .balanced:
            guard counts.indices.contains(code) else { return 1 }
            guard let single, counts.indices.contains(single) else {
                return all / (Double(counts.count) * max(1, counts[code]))
            }
            return all / (2 * max(1, single == code ? counts[single] : all - counts[single]))
        case .named(let factors): return factors.first { $0.label == labels[code] }?.weight ?? 1
        case .each(let weights): return weights.indices.contains(code) ? weights[code] : 1
        }
    }
}
