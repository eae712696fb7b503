internal import Classifiers
internal import Encoders
public import Explanations
internal import Tensors
internal import Tokenizers

extension TextModel {
    /// The scores of what is left of a text under each coalition of its units, [coalitions × labels].
    ///
    /// `document` is the text with what stands beside it, which stays. Scores are those of `predict`, encoded in batches; equal
    /// texts are encoded once and kept in the cache of vectors, so that what was interrupted goes on from there. `step`
    /// names the work for whom it tells.
    public func scores(
        of text: MaskedText, from document: Documents, under coalitions: [Coalition], step: String,
        with work: Work
    ) throws(TextModelError) -> Predictions {
        try predict(coalitions.count, step: step, with: work) { range in
            document.rewritten(range.map { text.keeping(coalitions[$0]) }, at: range.map { _ in 0 })
        }
    }

    /// Predicts many documents chunk by chunk, each chunk made when it is needed, and tells how far it has come.
    func predict(
        _ count: Int, step: String, with work: Work, documents: (Range<Int>) -> Documents
    ) throws(TextModelError) -> Predictions {
        var scores = DoubleMatrix(rows: count, columns: labels.count)
        var probabilities: [Double]? = []
        var decided: [Int] = []
        for start in stride(from: 0, to: count, by: Self.chunk) {
            if work.shouldStop() { throw .interrupted }
            let range = start..<min(count, start + Self.chunk)
            let found = try predict(documents(range), with: work.part(of: step, after: start, total: count))
            scores.values.replaceSubrange(
                range.lowerBound * labels.count..<range.upperBound * labels.count, with: found.scores.values)
            if let part = found.probabilities {
                probabilities?.append(contentsOf: part.values)
            } else {
                probabilities = nil
            }
            decided += found.labels
            work.onProgress(Work.Progress(step: step, done: range.upperBound, total: count))
        }
        var all: DoubleMatrix?
        if let probabilities {
            all = DoubleMatrix(rows: count, columns: labels.count)
            all?.values = probabilities
        }
        return Predictions(scores: scores, probabilities: all, labels: decided)
    }

    /// So many texts are predicted between two questions whether to stop.
    private static let chunk = 512

    /// The units of a text; subwords are those of the model's first encoder, special tokens left out.
    ///
    /// Nil for subwords without an encoder.
    public func units(_ unit: TextUnit, of text: String, with work: Work) throws(TextModelError) -> [Range<
        Int
    >]? {
        guard unit == .subword else { return unit.ranges(in: text, words: words(in: text)) }
        guard let reference = features.encoders.first?.reference else { return nil }
        var end = 0
        var ranges: [Range<Int>] = []
        let bytes = Array(text.utf8)
        for token in try work.library.encoder(reference).tokenize(text).tokens {
            // Some tokenizers give a space to the token behind it, or a character to two tokens.
            var range = max(end, token.range.lowerBound)..<max(end, token.range.upperBound)
            while let first = range.first, bytes[first] == 0x20 { range = first + 1..<range.upperBound }
            guard !range.isEmpty else { continue }
            ranges.append(range)
            end = range.upperBound
        }
        return ranges
    }

    /// Whether its scores mean something only beside the others': a softmax doesn't see what all labels share.
    public var comparesLabels: Bool {
        if calibration?.method == .platt { return false }
        switch head {
        case .linear(let model): return model.probability == .softmax
        case .gaussian: return true
        case .nearest: return false
        }
    }

    /// Whether every block's part of the score can be shared exactly among the units of a text.
    public func isSplit(with work: Work) throws(TextModelError) -> Bool {
        guard isLinear else { return false }
        for (reference, _) in features.encoders {
            let modes = try work.library.encoder(reference).pooling
            guard modes.allSatisfy(\.isShared) else { return false }
        }
        return true
    }
}

extension Work {
    /// The same work as a part of a longer step, told as that: `done` units of `total` were done before it.
    func part(of step: String, after done: Int, total: Int) -> Work {
        Work(
            library: library, pool: pool, shouldStop: shouldStop,
            onProgress: { [onProgress] part in
                onProgress(Progress(step: step, done: min(total, done + part.done), total: total))
            }, freeMemory: freeMemory)
    }
}
