import Display
import Explanations
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `explain M for "…", …`, or `explain M on D row n, …`, `[label L] [against L] [by METHOD] [per UNIT] [budget n] [seed n]`.
    func explain() throws(Failure) -> Execution.Outcome {
        let model = try model(try operand(0))
        let other = try label(model, clause: "against")
        let chosen = try label(model)
        var found: [TextExplanation] = []
        for subject in try subjects() { found.append(try explanation(of: subject, model, chosen, other)) }
        let known = session.faithfulness(of: model)
        return .value(
            .figure(
                .explanation,
                try explaining { () throws(ExplanationError) in
                    try ExplanationView.page(found, faithfulness: known)
                }))
    }

    private func explanation(
        of subject: Subject, _ model: TextModel, _ chosen: Int?, _ other: Int?
    ) throws(Failure) -> TextExplanation {
        let text = subject.text
        let predictions = try working { work throws(TextModelError) in
            try model.predict(subject.document, with: work)
        }
        if let other, other == predictions.labels.first, let argument = command.clause("against") {
            throw Failure(
                .unknownChoice(
                    model.labels[other], place: "against, since it is what the model says,", near: nil,
                    choices: model.labels.filter { $0 != model.labels[other] }), at: argument.span)
        }
        let cut = try working { work throws(TextModelError) in
            try model.features.encoders.map(\.reference).cutTokens(of: text, with: work)
        }
        let unit = TextUnit(rawValue: command.clause("per")?.value.text ?? "") ?? .word
        let view = ScoreView(model, predicted: chosen ?? predictions.labels.first ?? 0, other: other)
        return TextExplanation(
            model: model, subject: subject, predictions: predictions, view: view, cutTokens: cut, unit: unit,
            units: try units(unit, of: text, model), content: try content(subject, model, unit, view))
    }

    /// The units of a text; a model without an encoder has no subwords.
    private func units(_ unit: TextUnit, of text: String, _ model: TextModel) throws(Failure) -> [Range<Int>]
    {
        let units = try working { work throws(TextModelError) in try model.units(unit, of: text, with: work) }
        guard let units else {
            throw Failure(
                .noEncoder(model: spelling(try operand(0)), verb: "explain … per subword"),
                at: command.clause("per")?.span ?? span)
        }
        return units
    }

    private func content(
        _ subject: Subject, _ model: TextModel, _ unit: TextUnit, _ view: ScoreView
    ) throws(Failure) -> TextExplanation.Content {
        let method = command.clause("by")?.value.text
        guard method == "occlusion" || method == "shapley" else {
            let (attribution, isSplit) = try working { work throws(TextModelError) in
                (try model.attribution(of: subject.document, with: work), try model.isSplit(with: work))
            }
            return .contribution(attribution, isSplit: isSplit)
        }
        let units = try units(unit, of: subject.text, model)
        let masked = try explaining { () throws(ExplanationError) in
            try MaskedText(subject.text, units: units)
        }
        let budget = try budget(units.count)
        try working { work throws(TextModelError) in
            let ways =
                method == "occlusion"
                ? units.count + 1 : max(budget, ShapleyPlan.fewestTexts(units: units.count))
            try work.reserve(leavingOut: ways, units: units.count)
        }
        if method == "occlusion" {
            let scores = try scores(masked, subject, Occlusion.coalitions(units: units.count), model)
            return .occlusion(
                try explaining { () throws(ExplanationError) in try Occlusion(scores: view.shown(scores)) })
        }
        let plan = ShapleyPlan(units: units.count, budget: budget, seed: seed)
        let scores = try scores(masked, subject, plan.coalitions, model)
        return .shapley(
            try explaining { () throws(ExplanationError) in
                try ShapleyValues(plan, scores: view.shown(scores))
            }, plan)
    }

    private func scores(
        _ masked: MaskedText, _ subject: Subject, _ coalitions: [Coalition], _ model: TextModel
    ) throws(Failure) -> DoubleMatrix {
        try working { work throws(TextModelError) in
            try model.scores(
                of: masked, from: subject.document, under: coalitions, step: "scoring", with: work
            ).scores
        }
    }

    /// How many texts may be scored; what was written must do for two pairs of orders.
    private func budget(_ units: Int) throws(Failure) -> Int {
        let fewest = ShapleyPlan.fewestTexts(units: units)
        guard command.gives("budget"), let written = command.clause("budget"),
            let budget = written.value.integer
        else {
            guard command.clause("by")?.value.text != "shapley" || fewest <= ShapleyPlan.defaultBudget else {
                throw Failure(.tooManyUnits(units, fewest: fewest), at: command.clause("by")?.span ?? span)
            }
            return ShapleyPlan.defaultBudget
        }
        guard budget >= fewest || budget >= 1 << min(units, 60) else {
            throw Failure(
                .outOfRange(
                    Double(budget), isPercent: false, place: "budget", wanted: .integer(fewest, .max)),
                at: written.span)
        }
        return budget
    }

    /// Runs something of the explanations.
    func explaining<Result>(_ body: () throws(ExplanationError) -> Result) throws(Failure) -> Result {
        do throws(ExplanationError) { return try body() } catch { throw Failure(error, at: span) }
    }
}

extension RunProblem {
    /// A text that takes more scoring than anybody has asked for.
    fileprivate static func tooManyUnits(_ units: Int, fewest: Int) -> RunProblem {
        .notExplainable(
            reason: phrase(
                "of \(NumberFormat.count(units)) units by shapley has to score \(NumberFormat.count(fewest)) texts at least",
                zh: "有 \(NumberFormat.count(units)) 个单位，by shapley 至少要给 \(NumberFormat.count(fewest)) 篇文本打分"),
            help: phrase(
                "write  budget \(fewest)  to do so, or  per phrase  or  per sentence  for fewer units; by occlusion scores \(NumberFormat.count(units + 1))",
                zh:
                    "要这样做，写  budget \(fewest)；或写  per phrase  或  per sentence  减少单位；by occlusion 只需 \(NumberFormat.count(units + 1)) 篇"
            ))
    }
}
