internal import Classifiers
public import Explanations
internal import Tensors

extension TextModel {
    /// What of the weights is listed.
    public struct WeightChoice: Sendable {
        /// The most features listed on each side of a label.
        public var top: Int
        /// The label that all others are compared with, if any.
        public var other: Int?
        /// Whether a word or feature is wanted.
        public var isWanted: @Sendable (String) -> Bool

        /// Lists the strongest `top`.
        public init(
            top: Int, against other: Int? = nil,
            isWanted: @escaping @Sendable (String) -> Bool = { _ in true }
        ) {
            self.top = top
            self.other = other
            self.isWanted = isWanted
        }
    }

    /// The weights by name: what speaks for and against each label, dense blocks as one line with their share.
    ///
    /// A model whose scores become probabilities by a softmax is shown with the mean over labels taken from each column,
    /// which the softmax doesn't see. `deviations` are those of its columns over some texts (`columnDeviations`).
    public func globalWeights(
        _ choice: WeightChoice, deviations: [Double?]? = nil
    ) throws(TextModelError) -> GlobalWeights {
        let head = try linearHead()
        let listed = try features.listed(head.weights)
        let blocks = zip(listed, features.blockNames).map { part, name in part.block.renamed(name) }
        do {
            var spread = DoubleMatrix(rows: labels.count, columns: blocks.count)
            for (place, value) in provenance.blockSpread.prefix(spread.values.count).enumerated() {
                spread.values[place] = value
            }
            return try GlobalWeights(
                blocks: blocks, weights: DoubleMatrix(beside: listed.map(\.weights)), bias: head.bias,
                contributions: spread,
                choice: .init(
                    top: choice.top, isCentred: head.probability == .softmax, against: choice.other,
                    deviations: deviations, isWanted: choice.isWanted))
        } catch { throw .explanation(error) }
    }
}

extension HeadModel {
    /// How much each block moves each label's score over `features`, [labels × blocks], row by row; zeros when scores aren't
    /// sums over blocks.
    func blockSpread(over features: Features) throws(ClassifierError) -> [Double] {
        guard let linear else { return [Double](repeating: 0, count: classes * features.blocks.count) }
        return try linear.blockSpread(over: features)
    }
}

extension LinearModel {
    /// How much each block moves each label's score over `features`: the mean absolute deviation of what
    /// the block adds, [labels × blocks], row by row.
    ///
    /// What is the same for every text decides nothing and counts as nothing.
    func blockSpread(over features: Features) throws(ClassifierError) -> [Double] {
        var spread = [Double](repeating: 0, count: classes * features.blocks.count)
        for (place, block) in features.blocks.enumerated() {
            let first = features.offsets[place]
            let part = try LinearModel(
                weights: weights.columns(first..<first + block.columns),
                bias: [Double](repeating: 0, count: classes), probability: .none, reading: reading)
            let added = try part.scores(try Features([block]))
            for label in 0..<classes {
                var mean = 0.0
                for row in 0..<added.rows { mean += added[row, label] / Double(max(1, added.rows)) }
                var sum = 0.0
                for row in 0..<added.rows {
                    sum += abs(added[row, label] - mean) / Double(max(1, added.rows))
                }
                spread[label * features.blocks.count + place] = sum
            }
        }
        return spread
    }
}
