import Display
import Phrases

/// How far attention and what decided agree, and what the columns say.
extension AttentionView {
    /// The lines under the table of tokens.
    func notes(_ reach: [Double]) -> [String] {
        var notes = [
            phrase(
                "received: mean of the token's column in layer \(layer), over heads; rollout: what of it reaches layer \(layer) "
                    + "(Abnar and Zuidema 2020)",
                zh: "所受注意：第 \(layer) 层中该词元一列的平均（各头平均）；逐层累计：它有多少到达第 \(layer) 层（rollout，Abnar 和 Zuidema 2020）")
        ]
        if let evidence { notes += claims(evidence) + agreements(evidence, reach) }
        if cutTokens > 0 {
            notes.append(
                phrase(
                    "\(NumberFormat.count(cutTokens)) more tokens were cut at the encoder's limit",
                    zh: "超出编码器上限，另有 \(NumberFormat.count(cutTokens)) 个词元被截去"))
        }
        return notes
    }

    private func claims(_ evidence: Evidence) -> [String] {
        var notes: [String] = []
        if evidence.contributions != nil {
            notes.append(
                phrase(
                    "contribution: what this position adds to the score of \(evidence.label), an exact sum",
                    zh: "贡献：这个位置给 \(evidence.label) 的得分增加多少，是精确的和"))
        }
        if evidence.occlusion != nil {
            notes.append(
                phrase(
                    "without it: how much that score falls when the token's whole word is taken out of the text",
                    zh: "去掉后：把词元所在的整个词从文本中去掉，得分下降多少"))
        }
        return notes
    }

    /// Spearman's rank correlation of each two columns, of what decided by size.
    private func agreements(_ evidence: Evidence, _ reach: [Double]) -> [String] {
        let looks = [
            (phrase("received", zh: "所受注意"), received), (phrase("rollout", zh: "逐层累计"), reach),
        ]
        let pairs = [
            (phrase("contribution", zh: "贡献"), evidence.contributions),
            (phrase("without it", zh: "去掉后"), evidence.occlusion),
        ]
        let decides = pairs.compactMap { name, values in values.map { (name, $0.map { abs($0) }) } }
        var figures: [String] = []
        for (name, values) in looks + decides.prefix(1) {
            for (other, sizes) in decides where other != name && values.count == sizes.count {
                let figure = NumberFormat.fixed(2).text(
                    RankCorrelation.spearman(values, sizes), signed: true)
                figures.append("\(name) ~ \(other) \(figure)")
            }
        }
        guard !figures.isEmpty else { return [] }
        return [
            phrase(
                "rank agreement, by size: \(figures.joined(separator: ", ")) (Spearman; 1 same order, 0 none, −1 opposite)",
                zh: "按大小的等级相关：\(figures.joined(separator: "，"))（Spearman；1 次序相同，0 无关，−1 相反）")
        ]
    }
}

/// Whether two rows of numbers put things into the same order.
enum RankCorrelation {
    /// Spearman's rank correlation (1904), ties sharing their mean rank; 0 when one of the rows is constant.
    static func spearman(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count, left.count > 1 else { return 0 }
        let (a, b) = (ranks(left), ranks(right))
        let mean = Double(left.count - 1) / 2
        var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - mean) * (y - mean)
            squaresA += (x - mean) * (x - mean)
            squaresB += (y - mean) * (y - mean)
        }
        return squaresA > 0 && squaresB > 0 ? product / (squaresA * squaresB).squareRoot() : 0
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }
}
