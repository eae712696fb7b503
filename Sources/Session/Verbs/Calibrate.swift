import Classifiers
import Display
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `calibrate M on D [by METHOD] [abstain p] [accuracy p]`.
    ///
    /// What is shown of the new probabilities comes from five folds of D, each calibrated on the others.
    func calibrate() throws(Failure) -> Execution.Outcome {
        let raw = try model(try operand(0)).uncalibrated
        let on = try required("on")
        let (data, codes) = try judged(by: raw, on)
        let predictions = try working { work throws(TextModelError) in
            try raw.predict(data.documents, with: work)
        }
        var sides: [ReliabilityView.Side] = []
        if let probabilities = predictions.probabilities {
            sides.append(.init(phrase("before", zh: "校准前"), probabilities, predictions.labels))
        }
        var better = raw
        let method = command.clause("by")?.value.text.flatMap { Calibration.Method(rawValue: $0) }
        if let method = method ?? (command.gives("by") ? nil : .temperature) {
            try checkCalibration(codes, raw.labels, at: on.span)
            let folds = Folds.stratified(codes, count: 5, seed: 1)
            let honest = try working { _ throws(TextModelError) in
                try raw.crossCalibrated(method, scores: predictions.scores, codes: codes, folds: folds)
            }
            sides.append(.init(phrase("after", zh: "校准后"), honest, nil))
            better = try working { work throws(TextModelError) in
                try raw.calibrated(method, texts: data.documents, codes: codes, with: work)
            }
            better.record(calibration: origin(of: on, try dataset(on), rows: codes.count))
        }
        guard let side = sides.last else { throw noProbabilities(raw, at: span) }
        let threshold = try threshold(side, codes)
        better = better.abstaining(below: threshold)
        let name = spelling(try operand(0))
        let title = phrase(
            "Calibration of \(name) on \(spelling(on))",
            zh: "校准：\(name)，在 \(spelling(on)) 上")
        let view = try classifying { () throws(ClassifierError) in
            try ReliabilityView(
                title: title, sides: sides, truth: codes, threshold: threshold,
                isCrossed: better.calibration != nil)
        }
        if !isHidden { output.display(view.page.bundle, id: nil) }
        return .value(.model(better))
    }

    /// Every label needs texts in all folds but one.
    private func checkCalibration(
        _ codes: [Int], _ labels: [String], at span: SourceSpan
    ) throws(Failure) {
        for (code, label) in labels.enumerated() {
            let count = codes.count { $0 == code }
            guard count < 2 else { continue }
            throw Failure(
                .tooFewRows(
                    rows: count, needed: 2,
                    purpose: phrase("calibrating the label \(label)", zh: "校准标签 \(label)")),
                at: span)
        }
    }

    /// The confidence below which the model is not to decide: as told, or the lowest that reaches the accuracy asked for.
    private func threshold(_ side: ReliabilityView.Side, _ truth: [Int]) throws(Failure) -> Double? {
        if let told = command.clause("abstain")?.value.number, command.gives("abstain") { return told }
        guard command.gives("accuracy"), let argument = command.clause("accuracy"),
            let wanted = argument.value.number
        else { return nil }
        let curve = try classifying { () throws(ClassifierError) in try side.coverage(truth) }
        if let point = curve.point(accuracy: wanted) { return point.threshold }
        let best = NumberFormat.percent(1).text(curve.points.map(\.accuracy).max() ?? 0)
        throw Failure(
            .solver(
                head: "calibrate",
                reason: phrase(
                    "no threshold reaches this accuracy here; the highest is \(best)",
                    zh: "在这些文本上没有阈值能达到这个准确率；最高是 \(best)")), at: argument.span)
    }

    func noProbabilities(_ model: TextModel, at span: SourceSpan) -> Failure {
        Failure(
            .solver(
                head: model.recipe.head.name,
                reason: phrase(
                    "it gives scores but no probabilities: calibrate it first, on texts it has not seen",
                    zh: "它只给得分，不给概率：先在它没见过的文本上用 calibrate 校准")), at: span)
    }

    /// `reliability M on D`.
    func reliability() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let predictions = try working { work throws(TextModelError) in
            try model.predict(data.documents, with: work)
        }
        guard let probabilities = predictions.probabilities else {
            throw noProbabilities(model, at: operand.span)
        }
        let view = try classifying { () throws(ClassifierError) in
            try ReliabilityView(
                title: phrase(
                    "Reliability of \(spelling(operand)) on \(spelling(on))",
                    zh: "可信度：\(spelling(operand))，在 \(spelling(on)) 上"),
                sides: [.init(spelling(operand), probabilities, predictions.labels)], truth: codes,
                threshold: model.abstention, isCrossed: false)
        }
        return .value(.figure(.report, view.page))
    }
}
