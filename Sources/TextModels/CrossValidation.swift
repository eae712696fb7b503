internal import Glibc
internal import Tensors

/// Predictions for every text by models that have not seen it.
public enum CrossValidation {
    /// What the folds gave.
    public struct Outcome: Sendable {
        /// One prediction for each text, in order.
        public let predictions: TextModel.Predictions
        /// Seconds spent fitting, over all folds.
        public let fitSeconds: Double
        /// Seconds spent predicting, over all folds.
        public let predictSeconds: Double
    }

    /// Fits the whole recipe anew for each fold on the texts outside it, so that nothing leaks from test to train.
    ///
    /// Tells each fold; of several recipes, `earlier` folds are done and the recipe is one of `recipes`.
    public static func run(
        _ recipe: Recipe, texts: [String], codes: [Int], labels: [String], folds: [Int], with work: Work,
        earlier: Int = 0, recipes: Int = 1
    ) throws(TextModelError) -> Outcome {
        let count = (folds.max() ?? -1) + 1
        func tell(_ done: Int) {
            work.onProgress(
                Work.Progress(
                    step: "cross-validation", done: earlier + done, total: recipes * count, unit: "folds"))
        }
        tell(0)
        var scores = DoubleMatrix(rows: texts.count, columns: labels.count)
        var probabilities: DoubleMatrix? = DoubleMatrix(rows: texts.count, columns: labels.count)
        var predicted = [Int](repeating: 0, count: texts.count)
        var (fitSeconds, predictSeconds) = (0.0, 0.0)
        for fold in 0..<count {
            let inside = texts.indices.filter { folds[$0] == fold }
            let outside = texts.indices.filter { folds[$0] != fold }
            let start = seconds()
            let model = try TextModel.fit(
                recipe, texts: outside.map { texts[$0] }, codes: outside.map { codes[$0] }, labels: labels,
                provenance: TextModel.Provenance(rows: outside.count), with: work)
            let fitted = seconds()
            let part = try model.predict(inside.map { texts[$0] }, with: work)
            fitSeconds += fitted - start
            predictSeconds += seconds() - fitted
            if part.probabilities == nil { probabilities = nil }
            for (row, text) in inside.enumerated() {
                predicted[text] = part.labels[row]
                for label in labels.indices {
                    scores[text, label] = part.scores[row, label]
                    probabilities?[text, label] = part.probabilities?[row, label] ?? 0
                }
            }
            tell(fold + 1)
        }
        return Outcome(
            predictions: TextModel.Predictions(
                scores: scores, probabilities: probabilities, labels: predicted),
            fitSeconds: fitSeconds, predictSeconds: predictSeconds)
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
