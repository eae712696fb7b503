internal import Classifiers
public import Encoders
internal import Explanations
internal import Tensors

extension TextModel {
    /// What the first encoder's part of a label's score is made of in its last layer.
    ///
    /// The score is that of `attribution`: about the mean over labels for a softmax, with what scaling and normalisation do
    /// folded in, before calibration. Nil where the last layer has no exact split. `whole` is what the contributions of the
    /// encoder's tokens sum to, to be compared. Throws `notLinear`.
    public func lastLayer(
        of documents: Documents, label: Int, with work: Work
    ) throws(TextModelError) -> (split: LastLayerSplit, whole: Double)? {
        let head = try linearHead()
        guard head.reading == .value, let text = documents.texts.first,
            let view = try features.encoderViews(
                documents.count == 1 ? documents : documents.selecting([0]),
                weights: Self.compared(head, against: nil), with: work
            ).first, case .encoder(let reference, let hash, let dimension) = view.source,
            head.bias.indices.contains(label)
        else { return nil }
        let encoder = try work.library.encoder(reference)
        guard encoder.hash == hash, encoder.dimension == dimension else {
            throw .encoderChanged(name: reference.name, expected: hash, found: encoder.hash)
        }
        let norm = view.norms?.first ?? 1
        let direction = view.weights.row(label).map { $0 / norm }
        let split = try TextModelError.encoding { () throws(EncoderError) in
            try encoder.lastLayer(of: text, along: direction)
        }
        guard let split else { return nil }
        return (split, try tokenSum(of: documents, label: label, with: work))
    }

    /// What the tokens of the first encoder add to a label's score before calibration.
    private func tokenSum(of documents: Documents, label: Int, with work: Work) throws(TextModelError)
        -> Double
    {
        var bare = self
        bare.calibration = nil
        let attribution = try bare.attribution(of: documents, with: work)
        let shown = head.linear?.probability == .softmax ? attribution.centred() : attribution
        let block = zip(features.sources, features.sourceNames).first { !$0.0.encoders.isEmpty }?.1
        return shown.total(of: block ?? "")[label]
    }
}
