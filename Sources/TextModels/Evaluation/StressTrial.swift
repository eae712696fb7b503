public import Explanations
internal import Tensors

/// A model on texts that were harmed, beside the same texts as they are.
public struct StressTrial: Sendable, Equatable {
    /// One text before and after.
    public struct Pair: Sendable, Equatable {
        /// The text's place among those given.
        public let text: Int
        /// The harmed text, and where it was changed.
        public let harmed: Perturbation.Result
        /// The label predicted for the text as it is, and for the harmed one.
        public let before, after: Int
        /// The figure of the label that the data give: before and after.
        public let truth: (before: Double, after: Double)
        /// The figures of all labels after less before.
        public let moves: [Double]

        /// Whether the decision changed.
        public var isFlipped: Bool { before != after }

        /// Two pairs are equal when all of theirs is.
        public static func == (left: Pair, right: Pair) -> Bool {
            left.text == right.text && left.harmed == right.harmed && left.before == right.before
                && left.after == right.after && left.truth == right.truth && left.moves == right.moves
        }
    }

    /// The pairs, in the order of the harmed texts given.
    public let pairs: [Pair]
    /// The label predicted for each text as it is.
    public let decided: [Int]
    /// Whether figures are probabilities; else scores.
    public let hasProbabilities: Bool

    /// Predicts a corpus and what became of some of its texts; its labels must be numbered as the model's.
    ///
    /// `harmed` names each text's place. The whole texts are predicted first, so that all is told as one step.
    public init(
        _ model: TextModel, on corpus: Corpus, harmed: [(text: Int, result: Perturbation.Result)],
        with work: Work
    ) throws(TextModelError) {
        let count = corpus.count
        let found = try model.predict(count + harmed.count, step: "stress", with: work) { range in
            corpus.documents.rewritten(
                range.map { $0 < count ? corpus.texts[$0] : harmed[$0 - count].result.text },
                at: range.map { $0 < count ? $0 : harmed[$0 - count].text })
        }
        let figures = found.probabilities ?? found.scores
        hasProbabilities = found.probabilities != nil
        decided = Array(found.labels.prefix(count))
        pairs = harmed.enumerated().map { place, one in
            let (old, new) = (figures.row(one.text), figures.row(count + place))
            let truth = corpus.codes[one.text]
            return Pair(
                text: one.text, harmed: one.result, before: found.labels[one.text],
                after: found.labels[count + place], truth: (old[truth], new[truth]),
                moves: zip(old, new).map { $1 - $0 })
        }
    }
}
