import Classifiers
import Explanations
import Tensors
import TextModels
import Tokenizers

extension Invocation {
    /// What a model makes of a text's tokens, to be set beside attention.
    func evidence(
        _ model: TextModel, _ document: Documents, _ tokens: [Token]
    ) throws(Failure) -> AttentionView.Evidence {
        let predictions = try working { work throws(TextModelError) in
            try model.predict(document, with: work)
        }
        let label = predictions.labels.first ?? 0
        return AttentionView.Evidence(
            label: model.labels.indices.contains(label) ? model.labels[label] : "",
            contributions: try tokenContributions(model, document, label, count: tokens.count),
            occlusion: try tokenOcclusion(model, document, label, tokens))
    }

    /// What each token adds to a label's score; nil when the encoder's block has no split by tokens.
    private func tokenContributions(
        _ model: TextModel, _ document: Documents, _ label: Int, count: Int
    ) throws(Failure) -> [Double]? {
        guard model.isLinear else { return nil }
        let attribution = try working { work throws(TextModelError) in
            try model.attribution(of: document, with: work)
        }
        let sources = zip(model.features.sources, model.features.sourceNames)
        guard let block = sources.first(where: { !$0.0.encoders.isEmpty })?.1 else { return nil }
        let centred = model.head.linear?.probability == .softmax ? attribution.centred() : attribution
        let units = centred.contributions.filter { $0.block == block }
        return units.count == count ? units.map { $0.amounts[label] } : nil
    }

    /// Texts of more words take too long to try without each.
    private static var mostOccluded: Int { 100 }

    /// How much a label's score falls without the word of each token; 0 for tokens of no word, nil for long texts.
    private func tokenOcclusion(
        _ model: TextModel, _ document: Documents, _ label: Int, _ tokens: [Token]
    ) throws(Failure) -> [Double]? {
        guard let text = document.texts.first else { return nil }
        let changes = try working { work throws(TextModelError) -> ([Range<Int>], DoubleMatrix)? in
            guard let words = try model.units(.word, of: text, with: work), !words.isEmpty,
                words.count <= Self.mostOccluded
            else { return nil }
            let masked: MaskedText
            do throws(ExplanationError) { masked = try MaskedText(text, units: words) } catch {
                throw .explanation(error)
            }
            let scores = try model.scores(
                of: masked, from: document, under: Occlusion.coalitions(units: words.count),
                step: "scoring", with: work
            ).scores
            do throws(ExplanationError) {
                return (words, try Occlusion(scores: scores).changes)
            } catch { throw .explanation(error) }
        }
        guard let (words, changes) = changes, label < changes.columns else { return nil }
        let figures = (0..<changes.rows).map { row in
            // A softmax doesn't see what all labels share.
            let mean = changes.row(row).reduce(0, +) / Double(max(1, changes.columns))
            return changes[row, label] - (model.comparesLabels ? mean : 0)
        }
        return tokens.map { token in
            words.firstIndex { $0.overlaps(token.range) }.map { figures[$0] } ?? 0
        }
    }
}
