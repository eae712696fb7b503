public import Classifiers
internal import Tensors

/// Predictions of one recipe for every text of a corpus, each by a model that has not seen the text.
public struct CrossValidation: Sendable {
    /// One prediction for each text, in order.
    public let predictions: TextModel.Predictions
    /// The fold of each text.
    public let folds: [Int]
    /// Seconds spent fitting, fold by fold.
    public let fitSeconds: [Double]
    /// Seconds spent predicting, fold by fold.
    public let predictSeconds: [Double]
    /// Whether every fold's solver converged.
    public let converged: Bool
    /// The size of the first fold's model file, in bytes.
    public let modelBytes: Int

    /// The number of folds.
    public var foldCount: Int { fitSeconds.count }

    /// The rows of a fold.
    public func rows(of fold: Int) -> [Int] { folds.indices.filter { folds[$0] == fold } }

    /// A figure of each fold; nil where it is undefined.
    public func values(_ score: Score, on corpus: Corpus) throws(TextModelError) -> [Double?] {
        var values: [Double?] = []
        for fold in 0..<foldCount {
            values.append(try predictions.value(score, on: corpus, rows: rows(of: fold)))
        }
        return values
    }

    /// Fits every recipe whole for each fold of each division on the texts outside it, so that nothing leaks.
    ///
    /// `divisions` hold the fold of each text; the result has for each recipe an element for each of them. Progress
    /// counts folds over all divisions, and is told after each fit. `warm` is `Trial`'s.
    public static func run(
        _ recipes: [Recipe], on corpus: Corpus, divisions: [[Int]], warm: Bool = false, with work: Work
    ) throws(TextModelError) -> [[CrossValidation]] {
        let total = divisions.reduce(0) { $0 + ($1.max() ?? -1) + 1 }
        var done = 0
        func tell() {
            work.onProgress(
                Work.Progress(step: "cross-validation", done: done, total: total, unit: "folds"))
        }
        tell()
        var results = recipes.map { _ in [CrossValidation]() }
        for folds in divisions {
            let count = (folds.max() ?? -1) + 1
            var collectors = recipes.map { _ in Collector(corpus: corpus) }
            for fold in 0..<count {
                let inside = corpus.texts.indices.filter { folds[$0] == fold }
                let outside = corpus.texts.indices.filter { folds[$0] != fold }
                let trials = try Trial.run(
                    recipes, on: corpus, train: outside, test: inside, warm: warm, with: work,
                    onFit: tell)
                for (index, trial) in trials.enumerated() {
                    if fold == 0 { collectors[index].bytes = try trial.model.fileSize() }
                    collectors[index].add(trial, rows: inside)
                }
                done += 1
                tell()
            }
            for (index, collector) in collectors.enumerated() {
                results[index].append(collector.result(folds))
            }
        }
        return results
    }
}

/// Puts the folds of one recipe together.
private struct Collector {
    var scores: DoubleMatrix
    var probabilities: DoubleMatrix?
    var labels: [Int]
    var fitSeconds: [Double] = []
    var predictSeconds: [Double] = []
    var converged = true
    var bytes = 0

    init(corpus: Corpus) {
        scores = DoubleMatrix(rows: corpus.count, columns: corpus.labels.count)
        probabilities = scores
        labels = [Int](repeating: 0, count: corpus.count)
    }

    mutating func add(_ trial: Trial, rows: [Int]) {
        let found = trial.predictions
        if found.probabilities == nil { probabilities = nil }
        for (row, text) in rows.enumerated() {
            labels[text] = found.labels[row]
            for label in 0..<scores.columns {
                scores[text, label] = found.scores[row, label]
                probabilities?[text, label] = found.probabilities?[row, label] ?? 0
            }
        }
        fitSeconds.append(trial.fitSeconds)
        predictSeconds.append(trial.predictSeconds)
        converged = converged && trial.convergence.converged
    }

    func result(_ folds: [Int]) -> CrossValidation {
        CrossValidation(
            predictions: TextModel.Predictions(
                scores: scores, probabilities: probabilities, labels: labels), folds: folds,
            fitSeconds: fitSeconds, predictSeconds: predictSeconds, converged: converged, modelBytes: bytes)
    }
}

extension TextModel.Predictions {
    /// A figure over some rows of the corpus that was predicted; nil where it is undefined.
    public func value(
        _ score: Score, on corpus: Corpus, rows: [Int]
    ) throws(TextModelError) -> Double? {
        let part = probabilities?.selecting(rows)
        return try TextModelError.classifying { () throws(ClassifierError) in
            try score.value(
                truth: rows.map { corpus.codes[$0] }, predictions: rows.map { labels[$0] },
                probabilities: part, classes: corpus.labels.count)
        }
    }
}
