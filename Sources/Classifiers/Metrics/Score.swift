public import Tensors

/// A figure of merit by which recipes are chosen; scikit-learn's definitions where it has one.
public enum Score: String, Sendable, CaseIterable, Codable {
    /// The share of right predictions.
    case accuracy
    /// The mean of F1 over the classes.
    case macroF1 = "macro_f1"
    /// The mean of F1, each class counting as often as it has samples.
    case weightedF1 = "weighted_f1"
    /// The mean of recall over the classes.
    case balancedAccuracy = "balanced_accuracy"
    /// Matthews' correlation between truth and prediction, from −1 to 1.
    case mcc
    /// The area under the ROC curve, each class against the rest.
    case auc
    /// The mean of −ln p of the true class.
    case logLoss = "log_loss"
    /// The mean squared distance between probabilities and truth.
    case brier
    /// The expected calibration error, over 15 bins.
    case calibrationError = "ece"

    /// Whether smaller is better.
    public var isLoss: Bool {
        switch self {
        case .accuracy, .macroF1, .weightedF1, .balancedAccuracy, .mcc, .auc: false
        case .logLoss, .brier, .calibrationError: true
        }
    }

    /// Whether a head without probabilities has it.
    public var needsProbabilities: Bool { isLoss || self == .auc }

    /// Whether one value is better than another; nothing is better than a value that is no number.
    public func isBetter(_ left: Double, than right: Double) -> Bool {
        if left.isNaN || right.isNaN { return !left.isNaN }
        return isLoss ? left < right : left > right
    }

    /// The figure of decisions on `truth`; nil when it is undefined for them.
    ///
    /// `probabilities` is [samples × classes] or nil. Throws `mismatchedRows`, `labelOutOfRange` or `noRows`.
    public func value(
        truth: [Int], predictions: [Int], probabilities: DoubleMatrix?, classes: Int
    ) throws(ClassifierError) -> Double? {
        if needsProbabilities {
            guard let probabilities else { return nil }
            switch self {
            case .logLoss: return try Metrics.logLoss(probabilities, truth: truth)
            case .brier: return try Metrics.brier(probabilities, truth: truth)
            case .auc: return try Metrics.auc(probabilities, truth: truth)
            default:
                return try ReliabilityTable(probabilities, truth: truth, predictions: predictions)
                    .expectedError
            }
        }
        let report = ClassificationReport(
            try ConfusionMatrix(truth: truth, predictions: predictions, classes: classes))
        switch self {
        case .macroF1: return report.macro.f1
        case .weightedF1: return report.weighted.f1
        case .balancedAccuracy: return report.balancedAccuracy
        case .mcc: return report.confusion.correlation
        default: return report.accuracy
        }
    }
}

extension ClassificationReport {
    /// The mean of recall over the classes that have a sample.
    public var balancedAccuracy: Double {
        let present = classes.filter { $0.support > 0 }
        return present.isEmpty ? 0 : present.reduce(0) { $0 + $1.recall } / Double(present.count)
    }
}

extension ConfusionMatrix {
    /// Matthews' correlation coefficient for any number of classes (Gorodkin 2004); 0 when one side is constant.
    public var correlation: Double {
        let n = Double(total)
        var (agreement, truths, guesses) = (n * Double(right), n * n, n * n)
        for label in 0..<classes {
            let (truth, guess) = (Double(support(label)), Double(predicted(label)))
            agreement -= truth * guess
            truths -= truth * truth
            guesses -= guess * guess
        }
        return truths * guesses == 0 ? 0 : agreement / (truths * guesses).squareRoot()
    }
}
