internal import Encoders
public import Explanations
internal import Tensors
internal import Tokenizers

/// Measures which ways of ranking words a model's decisions follow, over several texts.
public struct FaithfulnessTrial: Sendable, Equatable {
    /// A way of ranking a text's words.
    public enum Method: String, Sendable, CaseIterable {
        /// By what each word adds to the score.
        case contribution
        /// By what changes without each word.
        case occlusion
        /// By the attention that each word receives in the last layer, all heads alike.
        case attention
    }

    /// The methods against random order.
    public let comparison: FaithfulnessComparison
    /// The methods that the model allows, in the order of the comparison.
    public let methods: [Method]
    /// The texts left out because they have fewer than two words.
    public let tooShort: Int
    /// Whether probabilities were measured; else scores.
    public let hasProbabilities: Bool
    /// The number of texts that were scored for it, whole ones and those with words left out.
    public let scored: Int

    /// So many random orders are averaged for each text.
    public static let randomOrders = 3

    /// Measures `model` on texts: for the label that it predicts, by words.
    ///
    /// Throws `.explanation` when no text has two words.
    public init(
        _ model: TextModel, on documents: Documents, seed: UInt64 = 1, with work: Work
    ) throws(TextModelError) {
        let isSplit = try model.isSplit(with: work)
        methods = Method.allCases.filter { method in
            switch method {
            case .contribution: isSplit
            case .occlusion: true
            case .attention: model.hasEncoder
            }
        }
        var (figures, random): ([[Faithfulness]], [Faithfulness]) = ([], [])
        var (tooShort, scored, hasProbabilities) = (0, 0, true)
        for (place, text) in documents.texts.enumerated() {
            work.onProgress(Work.Progress(step: "faithfulness", done: place, total: documents.count))
            let units = model.words(in: text)
            guard units.count > 1 else {
                tooShort += 1
                continue
            }
            let one = OneText(
                model: model, document: documents.selecting([place]), text: text, units: units,
                work: work.quiet)
            let found = try one.measured(methods, seed: seed &+ UInt64(place))
            figures.append(found.methods)
            random.append(found.random)
            scored += found.scored
            hasProbabilities = found.hasProbabilities
        }
        work.onProgress(Work.Progress(step: "faithfulness", done: documents.count, total: documents.count))
        (self.tooShort, self.scored, self.hasProbabilities) = (tooShort, scored, hasProbabilities)
        do {
            comparison = try FaithfulnessComparison(
                names: methods.map(\.rawValue), figures: figures, random: random, seed: seed)
        } catch { throw .explanation(error) }
    }
}

/// One text being measured.
private struct OneText {
    let model: TextModel
    /// The text with what stands beside it.
    let document: Documents
    let text: String
    let units: [Range<Int>]
    let work: Work

    func measured(
        _ methods: [FaithfulnessTrial.Method], seed: UInt64
    ) throws(TextModelError) -> (
        methods: [Faithfulness], random: Faithfulness, scored: Int, hasProbabilities: Bool
    ) {
        let masked = try TextModelError.explaining { () throws(ExplanationError) in
            try MaskedText(text, units: units)
        }
        try work.reserve(leavingOut: units.count + 100, units: units.count)
        let coalitions = Occlusion.coalitions(units: units.count)
        let without = try model.scores(
            of: masked, from: document, under: coalitions, step: "faithfulness", with: work)
        let label = without.labels.first ?? 0
        var rankings: [[Int]] = []
        for method in methods {
            let amounts: [Double] =
                switch method {
                case .contribution: try contributions(label)
                case .occlusion: try changes(without, label)
                case .attention: try attention()
                }
            rankings.append(
                amounts.indices.sorted {
                    amounts[$0] == amounts[$1] ? $0 < $1 : amounts[$0] > amounts[$1]
                })
        }
        var random = SeededRandom(seed: seed)
        for _ in 0..<FaithfulnessTrial.randomOrders {
            rankings.append(random.order(of: units.count))
        }
        let plan = try TextModelError.explaining { () throws(ExplanationError) in
            try RemovalPlan(rankings: rankings)
        }
        let found = try model.scores(
            of: masked, from: document, under: plan.coalitions, step: "faithfulness", with: work)
        let values = (found.probabilities ?? found.scores)
        let figures = try TextModelError.explaining { () throws(ExplanationError) in
            try plan.figures(plan.coalitions.indices.map { values[$0, label] })
        }
        guard let baseline = Faithfulness.mean(of: Array(figures.dropFirst(methods.count))) else {
            throw .explanation(.notFinite(operation: "FaithfulnessTrial", what: "random order"))
        }
        return (
            Array(figures.prefix(methods.count)), baseline, coalitions.count + plan.coalitions.count,
            found.probabilities != nil
        )
    }

    /// What each word adds to the label's score.
    private func contributions(_ label: Int) throws(TextModelError) -> [Double] {
        let whole = try model.attribution(of: document, with: work)
        let shown = model.comparesLabels ? whole.centred() : whole
        return try TextModelError.explaining { () throws(ExplanationError) in
            try shown.byWords(units, in: text).contributions.prefix(units.count).map { $0.amounts[label] }
        }
    }

    /// What changes in the label's score without each word.
    private func changes(_ found: TextModel.Predictions, _ label: Int) throws(TextModelError) -> [Double] {
        let occlusion = try TextModelError.explaining { () throws(ExplanationError) in
            try Occlusion(scores: found.scores)
        }
        let labels = Double(max(1, occlusion.changes.columns))
        return units.indices.map { unit in
            let row = occlusion.changes.row(unit)
            return row[label] - (model.comparesLabels ? row.reduce(0, +) / labels : 0)
        }
    }

    /// The attention that each word receives in the last layer.
    private func attention() throws(TextModelError) -> [Double] {
        guard let reference = model.features.encoders.first?.reference else { return units.map { _ in 0 } }
        let encoder = try work.library.encoder(reference)
        let (tokens, heads) = try TextModelError.encoding { () throws(EncoderError) in
            (encoder.tokenize(text).tokens, try encoder.attention(text, layer: encoder.layerCount))
        }
        let received = try TextModelError.explaining { () throws(ExplanationError) in
            try AttentionSummary([heads]).received(layer: 0)
        }
        var amounts = [Double](repeating: 0, count: units.count)
        for (token, amount) in zip(tokens, received) where !token.range.isEmpty {
            for unit in units.indices where units[unit].overlaps(token.range) { amounts[unit] += amount }
        }
        return amounts
    }
}

extension Work {
    /// The same work, of which nothing is told.
    var quiet: Work {
        Work(library: library, pool: pool, shouldStop: shouldStop, freeMemory: freeMemory)
    }
}

extension TextModelError {
    /// Runs something of the explanations.
    static func explaining<Result>(
        _ body: () throws(ExplanationError) -> Result
    ) throws(TextModelError) -> Result {
        do throws(ExplanationError) { return try body() } catch { throw .explanation(error) }
    }
}
