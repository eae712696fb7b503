import Explanations
import Phrases

/// An attribution by words, with one column for each block.
struct ContributionRows: Sendable {
    /// A word, or something that belongs to no word.
    struct Row: Sendable {
        let name: String
        /// One amount for each block; nil where the block knows nothing of the word.
        let amounts: [Double?]
        var total: Double { amounts.reduce(0) { $0 + ($1 ?? 0) } }
    }

    /// The words, the largest amounts first.
    let words: [Row]
    /// What belongs to no word: special tokens, whole blocks.
    let others: [Row]

    init(
        _ attribution: Attribution, label: Int, blocks: [String], words: [Range<Int>], text: String
    ) throws(ExplanationError) {
        var byBlock: [[Contribution]] = []
        for block in blocks {
            let part = try Attribution(
                contributions: attribution.contributions.filter { $0.block == block },
                bias: attribution.bias.map { _ in 0 }, scores: attribution.scores.map { _ in 0 })
            byBlock.append(try part.byWords(words, in: text).contributions)
        }
        self.words = words.indices.map { index in
            Row(
                name: byBlock.first.map { $0.indices.contains(index) ? $0[index].name : "" } ?? "",
                amounts: zip(blocks, byBlock).map { block, units in
                    let isKnown = attribution.contributions.contains {
                        $0.block == block && $0.range?.overlaps(words[index]) == true
                    }
                    return isKnown && units.indices.contains(index) ? units[index].amounts[label] : nil
                })
        }.enumerated().sorted {
            abs($0.element.total) == abs($1.element.total)
                ? $0.offset < $1.offset : abs($0.element.total) > abs($1.element.total)
        }.map(\.element)
        var others: [Row] = []
        for (place, units) in byBlock.enumerated() {
            for unit in units.dropFirst(words.count) {
                let amounts = blocks.indices.map { $0 == place ? unit.amounts[label] : nil }
                others.append(Row(name: unit.name, amounts: amounts))
            }
        }
        self.others = others
    }
}

extension [ContributionRows.Row] {
    /// The rows after the first `limit` in one; nil when there are none.
    func folded(after limit: Int, named name: String) -> ContributionRows.Row? {
        let rest = dropFirst(limit)
        guard let first = rest.first else { return nil }
        let amounts = first.amounts.indices.map { block in rest.reduce(0.0) { $0 + ($1.amounts[block] ?? 0) }
        }
        return ContributionRows.Row(
            name: phrase("\(rest.count) \(name)", zh: "另外 \(rest.count) \(name)"), amounts: amounts)
    }
}
