extension TuningScore {
    /// Scores of predicted labels.
    ///
    /// Macro-F1 is scikit-learn's: the mean over the labels that occur among the true or the predicted ones, 0 where a label
    /// was never right.
    init(loss: Double, predicted: [Int], actual: [Int], labelCount: Int) {
        var right = [Int](repeating: 0, count: labelCount)
        var (found, there) = (right, right)
        for (guess, label) in zip(predicted, actual) {
            found[guess] += 1
            there[label] += 1
            if guess == label { right[label] += 1 }
        }
        let seen = (0..<labelCount).filter { found[$0] + there[$0] > 0 }
        let scores = seen.map { 2 * Double(right[$0]) / Double(found[$0] + there[$0]) }
        self.init(
            loss: loss, accuracy: Double(right.reduce(0, +)) / Double(max(1, actual.count)),
            macroF1: scores.reduce(0, +) / Double(max(1, scores.count)))
    }

    /// Whether it is better: by macro-F1, then by loss.
    func isBetter(than other: TuningScore) -> Bool {
        macroF1 == other.macroF1 ? loss < other.loss : macroF1 > other.macroF1
    }
}
