import Display
import Explanations
import Language
import TextModels

extension Invocation {
    /// `explain M for "…"`, `explain M on D row n`, `[against L]`.
    func explain() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let (document, truth) = try subject()
        let text = document.texts.first ?? ""
        let other = try label(model, clause: "against")
        let (attribution, predictions) = try working { work throws(TextModelError) in
            (try model.attribution(of: document, with: work), try model.predict(document, with: work))
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
        let explanation = TextExplanation(
            model: model, text: text, truth: truth, attribution: attribution, predictions: predictions,
            other: other, cutTokens: cut)
        do {
            return .value(.figure(.explanation, try ExplanationView.page(explanation)))
        } catch { throw Failure(error, at: span) }
    }
}
