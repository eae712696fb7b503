import Classifiers
import Display
import Encoders
import Explanations
import Language
import Tensors
import TextModels
import Tokenizers

extension Invocation {
    /// `attention M-or-ENCODER for "…" [layer n] [head n]`.
    func attention() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let document = try self.subject().document
        let text = document.texts.first ?? ""
        let (reference, model) = try encoder(behind: operand)
        let encoder = try working { work throws(TextModelError) in try work.library.encoder(reference) }
        let layer = try number("layer", upTo: encoder.layerCount) ?? encoder.layerCount
        let head = try number("head", upTo: encoder.headCount)
        let tokens = encoder.tokenize(text)
        let pairs = tokens.tokens.count * tokens.tokens.count
        // Every map, its copy in the summary, and the matrices of the rollout.
        try working { work throws(TextModelError) in
            try work.reserve(
                pairs * 4 * (2 * encoder.layerCount * encoder.headCount + 4 * encoder.layerCount),
                for: .attention(tokens: tokens.tokens.count))
        }
        do {
            let maps = try encoder.attentions(text)
            let summary = try AttentionSummary(maps)
            let shown = head.map { maps[layer - 1][$0 - 1] } ?? summary.layers[layer - 1]
            let contributions = try model.map { model throws(Failure) in
                try tokenContributions(model, document, count: tokens.tokens.count)
            }
            let view = AttentionView(
                tokens: tokens.tokens.map(\.text), map: shown,
                received: try summary.received(layer: layer - 1), rollout: try summary.rollout(),
                contributions: contributions ?? nil, layer: layer, head: head, cutTokens: tokens.droppedCount)
            return .value(.figure(.explanation, view.page()))
        } catch let error as EncoderError {
            throw failure(.encoder(error))
        } catch let error as ExplanationError {
            throw failure(.explanation(error))
        } catch let error as Failure {
            throw error
        } catch { throw Failure(.internal("\(error)"), at: span) }
    }

    /// The encoder of an operand: one that is named, or the first of a model's recipe.
    func encoder(behind argument: Argument) throws(Failure) -> (EncoderReference, TextModel?) {
        switch try execution.value(of: argument) {
        case .encoder(let reference): return (reference, nil)
        case .recipe(.component(let component)) where component.name.text == "encoder":
            return (try RecipeReader(execution).encoder(component), nil)
        case .model(let model):
            guard let first = model.features.encoders.first else {
                throw Failure(
                    .noEncoder(model: spelling(argument), verb: command.verb.text), at: argument.span)
            }
            return (first.reference, model)
        default: throw wrongType(argument, wanted: [.model, .encoder])
        }
    }

    private func number(_ word: String, upTo count: Int) throws(Failure) -> Int? {
        guard let argument = command.clause(word), let number = argument.value.integer else { return nil }
        guard number >= 1, number <= count else {
            throw Failure(.beyond(number, place: word, count: count), at: argument.span)
        }
        return number
    }

    /// What each token adds to the predicted label's score; nil when the encoder's block has no split by tokens.
    private func tokenContributions(_ model: TextModel, _ document: Documents, count: Int) throws(Failure)
        -> [Double]?
    {
        guard model.isLinear else { return nil }
        let (attribution, label) = try working { work throws(TextModelError) in
            (
                try model.attribution(of: document, with: work),
                try model.predict(document, with: work).labels.first ?? 0
            )
        }
        let sources = zip(model.features.sources, model.features.sourceNames)
        guard let block = sources.first(where: { !$0.0.encoders.isEmpty })?.1 else { return nil }
        let centred = model.head.linear?.probability == .softmax ? attribution.centred() : attribution
        let units = centred.contributions.filter { $0.block == block }
        return units.count == count ? units.map { $0.amounts[label] } : nil
    }
}
