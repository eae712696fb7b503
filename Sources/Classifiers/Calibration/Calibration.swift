internal import Glibc
public import Tensors

/// A map from a model's scores to probabilities that can be trusted, learnt on texts that the model hasn't seen.
///
/// Of two classes the margin of the second over the first is mapped, of more each class's own score. Temperature and Platt
/// scaling keep scores log-odds: new = slope · old + offset, so a sum of contributions stays a sum.
public struct Calibration: Sendable, Equatable, Codable {
    /// How the map is found.
    public enum Method: String, Sendable, CaseIterable, Codable {
        /// One slope for all classes, found by maximum likelihood (Guo et al. 2017): keeps every decision.
        case temperature
        /// A slope and an offset for each class against the rest (Platt 1999).
        case platt
        /// A rising step function for each class against the rest (Zadrozny and Elkan 2002): wants many texts.
        case isotonic
    }

    /// What is mapped.
    public enum Form: String, Sendable, Codable {
        /// Two classes with scores −s and s: s.
        case plane
        /// Two classes with a score each: the second less the first.
        case difference
        /// Three or more classes: each score.
        case each
    }

    /// How it was found.
    public let method: Method
    /// What is mapped.
    public let form: Form
    /// One slope for each class.
    public let slopes: [Double]
    /// One offset for each class.
    public let offsets: [Double]
    /// One step function for each class, or for the second of two; empty unless isotonic.
    public let steps: [IsotonicRegression]
    /// How many texts it was learnt from.
    public let rows: Int

    /// The number of classes.
    public var classes: Int { slopes.count }
    /// T = 1 / slope; nil unless it is temperature scaling.
    public var temperature: Double? { method == .temperature ? slopes.last.map { 1 / $0 } : nil }
    /// Whether the mapped scores are sums of contributions whose sigmoid or softmax is the probability.
    public var keepsLogOdds: Bool { method != .isotonic }

    /// Learns the map from the scores of texts, [texts × classes], and their true classes.
    ///
    /// `isPlane` tells that two classes have the scores −s and s. Throws `mismatchedRows`, `labelOutOfRange`, `noRows`, or
    /// `emptyClass` when a class has no text.
    public init(
        _ method: Method, scores: DoubleMatrix, truth: [Int], isPlane: Bool
    ) throws(ClassifierError) {
        try Metrics.check(scores, truth, "Calibration")
        let classes = scores.columns
        if let missing = (0..<classes).first(where: { !truth.contains($0) }) {
            throw .emptyClass(label: missing)
        }
        let form: Form = classes > 2 ? .each : isPlane ? .plane : .difference
        let margins = Self.margins(scores, form)
        var slopes = [Double](repeating: 1, count: classes)
        var offsets = [Double](repeating: 0, count: classes)
        var steps: [IsotonicRegression] = []
        for label in classes == 2 ? 1..<2 : 0..<classes {
            let own = truth.indices.map { margins[$0, label] }
            let isOwn = truth.map { $0 == label }
            switch method {
            case .temperature: break
            case .platt:
                let fitted = PlattScaling(scores: own, isPositive: isOwn)
                (slopes[label], offsets[label]) = (fitted.slope, fitted.offset)
            case .isotonic: steps.append(IsotonicRegression(own, isOwn.map { $0 ? 1 : 0 }))
            }
        }
        if method == .temperature {
            let slope = TemperatureScaling.slope(of: margins, truth: truth)
            slopes = slopes.map { _ in slope }
        } else if classes == 2 {
            (slopes[0], offsets[0]) = (slopes[1], -offsets[1])
        }
        self.method = method
        self.form = form
        self.slopes = slopes
        self.offsets = offsets
        self.steps = steps
        rows = truth.count
    }

    /// Whether a model of so many classes can have it: for what comes from a file.
    public func isSound(classes: Int) -> Bool {
        let wanted = method == .isotonic ? classes == 2 ? 1 : classes : 0
        return slopes.count == classes && offsets.count == classes && (classes == 2) == (form != .each)
            && (slopes + offsets).allSatisfy(\.isFinite) && steps.count == wanted
            && steps.allSatisfy(\.isSound) && rows >= 0
    }

    /// The margins that are mapped; of two classes −m and m.
    private static func margins(_ scores: DoubleMatrix, _ form: Form) -> DoubleMatrix {
        guard form == .difference else { return scores }
        var margins = scores
        for row in 0..<scores.rows {
            margins[row, 1] = scores[row, 1] - scores[row, 0]
            margins[row, 0] = -margins[row, 1]
        }
        return margins
    }
}

extension Calibration {
    /// Mapped scores and probabilities, both [texts × classes]; each row of probabilities sums to 1.
    ///
    /// Throws `mismatchedColumns`.
    public func apply(
        _ scores: DoubleMatrix
    ) throws(ClassifierError) -> (scores: DoubleMatrix, probabilities: DoubleMatrix) {
        guard scores.columns == classes else {
            throw .mismatchedColumns(operation: "Calibration", expected: classes, got: scores.columns)
        }
        var mapped = method == .isotonic ? scores : Self.margins(scores, form)
        var probabilities = method == .isotonic ? Self.margins(scores, form) : mapped
        for row in 0..<scores.rows where keepsLogOdds {
            for label in 0..<classes {
                mapped[row, label] = slopes[label] * mapped[row, label] + offsets[label]
            }
        }
        if keepsLogOdds { probabilities = mapped }
        probabilities.values.withUnsafeMutableBufferPointer { values in
            for first in stride(from: 0, to: values.count, by: classes) {
                link(values, first..<first + classes)
            }
        }
        return (mapped, probabilities)
    }

    /// Replaces one text's mapped scores by probabilities.
    private func link(_ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>) {
        if method == .temperature, form == .each { return Softmax.replace(values, range) }
        if form != .each {
            let last = range.upperBound - 1
            let p = steps.last?.value(at: values[last]) ?? 1 / (1 + exp(-values[last]))
            (values[range.lowerBound], values[last]) = (1 - p, p)
            return
        }
        var sum = 0.0
        for (label, index) in range.enumerated() {
            values[index] =
                steps.isEmpty ? 1 / (1 + exp(-values[index])) : steps[label].value(at: values[index])
            sum += values[index]
        }
        for index in range { values[index] = sum > 0 ? values[index] / sum : 1 / Double(range.count) }
    }

    /// What contributions to the scores, one for each class, add to the mapped scores.
    ///
    /// The offsets go to the bias. Scores that aren't mapped stay as they are.
    public func mapped(contribution amounts: [Double]) -> [Double] {
        guard keepsLogOdds, amounts.count == classes else { return amounts }
        let margins = form == .difference ? [amounts[0] - amounts[1], amounts[1] - amounts[0]] : amounts
        return zip(slopes, margins).map { $0 * $1 }
    }

    /// What a bias becomes.
    public func mapped(bias: [Double]) -> [Double] {
        guard keepsLogOdds, bias.count == classes else { return bias }
        return zip(mapped(contribution: bias), offsets).map { $0 + $1 }
    }
}
