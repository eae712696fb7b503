import Display
import Explanations
import Language
import TextModels

extension Invocation {
    /// `explain M for "…"`, `explain M on D row n`, `[against L]`.
    func explain() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let (text, truth) = try subject()
        let other = try label(model, clause: "against")
        let (attribution, predictions) = try working { work throws(TextModelError) in
            (try model.attribution(of: text, with: work), try model.predict([text], with: work))
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
