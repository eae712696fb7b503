public import Classifiers

/// The labels that one recipe gives every text of a corpus, each by a model that has not seen the text.
public struct LabelSetValidation: Sendable {
    /// The labels of each text, as ascending places.
    public internal(set) var sets: [[Int]]
    /// The fold of each text.
    public let folds: [Int]
    /// Seconds spent fitting, fold by fold.
    public internal(set) var fitSeconds: [Double] = []
    /// Whether every fold's solver converged.
    public internal(set) var converged = true

    /// A figure of each fold.
    public func values(_ score: LabelSetScore, on corpus: Corpus) throws(TextModelError) -> [Double] {
        var values: [Double] = []
        for fold in 0..<((folds.max() ?? -1) + 1) {
            let rows = folds.indices.filter { folds[$0] == fold }
            let truth = rows.map { corpus.sets?[$0] ?? [] }
            values.append(
                score.value(
                    of: try TextModelError.classifying { () throws(ClassifierError) in
                        try LabelSetReport(
                            truth: truth, predicted: rows.map { sets[$0] }, labels: corpus.labels.count)
                    }))
        }
        return values
    }

    /// Fits every recipe whole for each fold of each division on the texts outside it, with the usual thresholds.
    ///
    /// As `CrossValidation.run`, over a corpus with sets of labels.
    public static func run(
        _ recipes: [Recipe], on corpus: Corpus, divisions: [[Int]], with work: Work
    ) throws(TextModelError) -> [[LabelSetValidation]] {
        let total = divisions.reduce(0) { $0 + ($1.max() ?? -1) + 1 }
        var done = 0
        var results = recipes.map { _ in [LabelSetValidation]() }
        for folds in divisions {
            var own = recipes.map { _ in
                LabelSetValidation(sets: corpus.documents.texts.map { _ in [] }, folds: folds)
            }
            for fold in 0..<((folds.max() ?? -1) + 1) {
                work.onProgress(.init(step: "cross-validation", done: done, total: total, unit: "folds"))
                let inside = folds.indices.filter { folds[$0] == fold }
                let learnt = corpus.selecting(folds.indices.filter { folds[$0] != fold })
                for group in recipes.groupsWithSameFeatures {
                    let start = Clock.seconds()
                    let (features, values) = try recipes[group[0]].features.fit(learnt, with: work)
                    let fitting = Clock.seconds() - start
                    let judged = try features.transform(corpus.documents.selecting(inside), with: work)
                    for index in group {
                        let began = Clock.seconds()
                        let model = try TextModel.fitLabelwise(
                            recipes[index], features: features, values: values, sets: learnt.sets ?? [],
                            labels: corpus.labels, provenance: .init(rows: learnt.count), with: work)
                        own[index].fitSeconds.append(fitting + Clock.seconds() - began)
                        own[index].converged = own[index].converged && model.convergence.converged
                        let found = model.sets(try model.predict(judged, with: work))
                        for (place, text) in inside.enumerated() { own[index].sets[text] = found[place] }
                    }
                }
                done += 1
                work.onProgress(.init(step: "cross-validation", done: done, total: total, unit: "folds"))
            }
            for (index, validation) in own.enumerated() { results[index].append(validation) }
        }
        return results
    }
}
