public import Classifiers
internal import Glibc
internal import Tensors

/// One recipe fitted on some texts of a corpus and judged on others.
public struct Trial: Sendable {
    /// One row for each judged text; labels are numbered as in the corpus.
    public let predictions: TextModel.Predictions
    /// Seconds to fit features and head, as if it were fitted alone unless it started from another.
    public let fitSeconds: Double
    /// Seconds to predict the judged texts.
    public let predictSeconds: Double
    /// How well the head's objective was solved.
    public let convergence: Convergence
    /// The fitted model.
    public let model: TextModel

    /// Fits each recipe whole on `train` and predicts `test`, both rows of the corpus, so that nothing leaks.
    ///
    /// Recipes with the same features share them. With `warm`, heads that differ in the strength of their penalty alone go
    /// from the strongest to the weakest, each starting from the one before. A label without a training text is never predicted, and has
    /// probability 0. `onFit` is called after each recipe. Throws what features and heads throw.
    public static func run(
        _ recipes: [Recipe], on corpus: Corpus, train: [Int], test: [Int], warm: Bool = false,
        with work: Work, onFit: () -> Void = {}
    ) throws(TextModelError) -> [Trial] {
        let learnt = corpus.selecting(train)
        let present = corpus.labels.indices.filter { learnt.codes.contains($0) }
        guard present.count > 1 else { throw .classifier(.oneClass(label: present.first ?? 0)) }
        var place = [Int](repeating: 0, count: corpus.labels.count)
        for (new, old) in present.enumerated() { place[old] = new }
        let texts = Corpus(
            documents: learnt.documents, codes: learnt.codes.map { place[$0] },
            labels: present.map { corpus.labels[$0] })
        let judged = corpus.documents.selecting(test)
        var trials: [Trial?] = recipes.map { _ in nil }
        for group in recipes.groupsWithSameFeatures {
            let start = Clock.seconds()
            let (features, values) = try recipes[group[0]].features.fit(texts, with: work)
            let fitted = Clock.seconds()
            let judgedValues = try features.transform(judged, with: work)
            let transformed = Clock.seconds()
            let training = try TextModelError.classifying { () throws(ClassifierError) in
                try TrainingSet(features: values, labels: texts.codes, classes: texts.labels.count)
            }
            let shared = Clock.seconds() - transformed + fitted - start
            var latest: TextModel?
            for index in warm ? recipes.fromStrongest(group) : group {
                let began = Clock.seconds()
                let isNear = latest?.recipe.head.differsInStrength(from: recipes[index].head) ?? false
                var model = try TextModel.fit(
                    recipes[index], features: features, training: training, labels: texts.labels,
                    from: isNear && warm ? latest?.head : nil,
                    provenance: TextModel.Provenance(rows: texts.count), with: work)
                // It is judged, not kept, so nothing will be added to it.
                model.statistics = nil
                latest = model
                let ended = Clock.seconds()
                let found = try model.predict(judgedValues, with: work)
                trials[index] = Trial(
                    predictions: found.widened(from: present, to: corpus.labels.count),
                    fitSeconds: shared + ended - began,
                    predictSeconds: transformed - fitted + Clock.seconds() - ended,
                    convergence: model.convergence, model: model)
                onFit()
            }
        }
        return trials.compactMap(\.self)
    }
}

extension [Recipe] {
    /// The places of recipes whose features are the same, in the order of the first of each.
    var groupsWithSameFeatures: [[Int]] {
        var groups: [[Int]] = []
        for index in indices {
            if let group = groups.firstIndex(where: { self[$0[0]].features == self[index].features }) {
                groups[group].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }
}

extension TextModel.Predictions {
    /// The same over more labels, of which these are the ones in `present`.
    fileprivate func widened(from present: [Int], to count: Int) -> TextModel.Predictions {
        guard present.count < count else { return self }
        func wide(_ figures: DoubleMatrix, else filler: Double) -> DoubleMatrix {
            var wide = DoubleMatrix(rows: figures.rows, columns: count)
            for row in 0..<figures.rows {
                for label in 0..<count { wide[row, label] = filler }
                for (old, new) in present.enumerated() { wide[row, new] = figures[row, old] }
            }
            return wide
        }
        return TextModel.Predictions(
            scores: wide(scores, else: -.infinity), probabilities: probabilities.map { wide($0, else: 0) },
            labels: labels.map { present[$0] })
    }
}

/// The clock that never goes back.
enum Clock {
    static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
