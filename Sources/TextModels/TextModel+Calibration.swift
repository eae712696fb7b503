public import Classifiers
public import Tensors

extension TextModel {
    /// The same model with probabilities learnt from labelled texts that it hasn't seen; an earlier calibration is replaced.
    ///
    /// `codes` holds each text's label as an index into `labels`. Throws what `Calibration` throws.
    public func calibrated(
        _ method: Calibration.Method, texts: Documents, codes: [Int], with work: Work
    ) throws(TextModelError) -> TextModel {
        var raw = self
        raw.calibration = nil
        let scores = try raw.predict(texts, with: work).scores
        var model = self
        model.calibration = try TextModelError.classifying { () throws(ClassifierError) in
            try Calibration(method, scores: scores, truth: codes, isPlane: isPlane)
        }
        return model
    }

    /// The same for bare texts.
    public func calibrated(
        _ method: Calibration.Method, texts: [String], codes: [Int], with work: Work
    ) throws(TextModelError) -> TextModel {
        try calibrated(method, texts: Documents(texts), codes: codes, with: work)
    }

    /// The same model, which doesn't decide below a confidence; nil lets it always decide.
    public func abstaining(below confidence: Double?) -> TextModel {
        var model = self
        model.abstention = confidence
        return model
    }

    /// The model without calibration.
    public var uncalibrated: TextModel {
        var model = self
        model.calibration = nil
        model.provenance.calibration = nil
        return model
    }

    /// The probabilities that calibrations give which were learnt without the fold they are for: an honest estimate on the
    /// very texts that the model will be calibrated on.
    ///
    /// `folds` holds each text's fold; a fold without which a label has no text throws `emptyClass`.
    public func crossCalibrated(
        _ method: Calibration.Method, scores: DoubleMatrix, codes: [Int], folds: [Int]
    ) throws(TextModelError) -> DoubleMatrix {
        var probabilities = DoubleMatrix(rows: scores.rows, columns: scores.columns)
        for fold in 0..<((folds.max() ?? -1) + 1) {
            let outside = codes.indices.filter { folds[$0] != fold }
            let inside = codes.indices.filter { folds[$0] == fold }
            let found = try TextModelError.classifying { () throws(ClassifierError) in
                try Calibration(
                    method, scores: scores.selecting(outside), truth: outside.map { codes[$0] },
                    isPlane: isPlane
                ).apply(scores.selecting(inside)).probabilities
            }
            for (row, text) in inside.enumerated() {
                for label in 0..<scores.columns { probabilities[text, label] = found[row, label] }
            }
        }
        return probabilities
    }

    /// Whether two labels have the scores −s and s.
    private var isPlane: Bool {
        labels.count == 2 && head.linear.map { $0.probability != .softmax } ?? false
    }
}

extension TextModel.Predictions {
    /// Calibrated scores and probabilities; decided by probability, of equals by score.
    init(_ calibration: Calibration, scores: DoubleMatrix) throws(ClassifierError) {
        let (mapped, probabilities) = try calibration.apply(scores)
        let labels = (0..<scores.rows).map { row in
            var best = 0
            for label in 0..<scores.columns {
                let (p, most) = (probabilities[row, label], probabilities[row, best])
                if p > most || (p == most && mapped[row, label] > mapped[row, best]) { best = label }
            }
            return best
        }
        self.init(scores: mapped, probabilities: probabilities, labels: labels)
    }

    /// The probability of each decision; nil for a head without probabilities.
    public var confidence: [Double]? {
        probabilities.map { all in labels.enumerated().map { all[$0.offset, $0.element] } }
    }
}

extension DoubleMatrix {
    /// The rows in `rows`, in their order.
    func selecting(_ rows: [Int]) -> DoubleMatrix {
        var part = DoubleMatrix(rows: rows.count, columns: columns)
        for (new, old) in rows.enumerated() {
            for column in 0..<columns { part[new, column] = self[old, column] }
        }
        return part
    }
}
