internal import Tensors

/// Intervals by resampling the test set with replacement (Efron 1979), percentile method.
public enum Bootstrap {
    /// Intervals of the two figures that reports lead with.
    public struct Intervals: Sendable, Equatable {
        /// Of the share of right predictions.
        public let accuracy: ClosedRange<Double>
        /// Of the macro mean of F1.
        public let macroF1: ClosedRange<Double>
    }

    /// Intervals that hold `level` of the figures of `samples` resampled test sets.
    ///
    /// Throws `badParameter` or `interrupted`. The model and the training set are held fixed: this is the test set's uncertainty only.
    public static func intervals(
        _ confusion: ConfusionMatrix, level: Double = 0.95, samples: Int = 1000, seed: UInt64 = 0,
        shouldStop: () -> Bool = { false }
    ) throws(ClassifierError) -> Intervals {
        guard level > 0, level < 1 else {
            throw .badParameter(name: "level", value: "\(level)", requirement: "between 0 and 1")
        }
        guard samples >= 10 else {
            throw .badParameter(name: "samples", value: "\(samples)", requirement: ">= 10")
        }
        var random = SeededRandom(seed: seed)
        let cells = confusion.counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
        var (accuracies, scores): ([Double], [Double]) = ([], [])
        for _ in 0..<samples {
            if shouldStop() { throw .interrupted }
            var counts = [Int](repeating: 0, count: confusion.counts.count)
            for _ in cells { counts[cells[Int(random.unit() * Double(cells.count))]] += 1 }
            let drawn = ClassificationReport(ConfusionMatrix(classes: confusion.classes, counts: counts))
            accuracies.append(drawn.accuracy)
            scores.append(drawn.macro.f1)
        }
        return Intervals(accuracy: middle(accuracies, level), macroF1: middle(scores, level))
    }

    private static func middle(_ values: [Double], _ level: Double) -> ClosedRange<Double> {
        let sorted = values.sorted()
        let cut = Int((1 - level) / 2 * Double(sorted.count))
        return sorted[cut]...sorted[sorted.count - 1 - cut]
    }
}
