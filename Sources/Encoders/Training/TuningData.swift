internal import Tensors
internal import Tokenizers

/// The tokens and labels that a run reads.
struct TuningData: Sendable {
    let ids: [[Int32]]
    let labels: [Int]
    /// Texts cut at the encoder's limit.
    let cutCount: Int

    /// The tokens of texts; all of them cut is an error.
    init(
        _ texts: TuningTexts, _ encoder: Encoder, dev: Bool, _ pool: ThreadPool, _ stop: StopLatch
    ) throws(EncoderError) {
        let found = pool.map(texts.texts.count) { row -> (ids: [Int32], isCut: Bool) in
            guard !stop.asks() else { return ([], false) }
            let tokens = encoder.tokenizer.encode(
                encoder.prefix + texts.texts[row], limit: encoder.maximumTokens,
                truncation: encoder.truncation)
            return (tokens.tokens.map(\.id), tokens.droppedCount > 0)
        }
        guard !stop.wasSet else { throw .interrupted }
        cutCount = found.count { $0.isCut }
        guard cutCount < found.count else {
            throw .unfitTexts(.allCut(texts: found.count, limit: encoder.maximumTokens), dev: dev)
        }
        ids = found.map(\.ids)
        labels = texts.labels
    }
}

extension TuningTexts {
    /// Some of the texts.
    func rows(_ rows: [Int]) -> TuningTexts {
        TuningTexts(texts: rows.map { texts[$0] }, labels: rows.map { labels[$0] })
    }

    /// With a text of each label behind them that is described.
    func adding(_ descriptions: [String: String], _ names: [String]) -> TuningTexts {
        let described = names.indices.filter { descriptions[names[$0]] != nil }
        return TuningTexts(
            texts: texts + described.compactMap { descriptions[names[$0]] }, labels: labels + described)
    }

    /// A tenth of each label's texts, which then judge, and the rest; nil where that would be too few to judge by: below 200
    /// texts, or 20 of a label.
    func fold(labelCount: Int, seed: UInt64) -> (train: TuningTexts, dev: TuningTexts)? {
        var byLabel = [[Int]](repeating: [], count: labelCount)
        for (row, label) in labels.enumerated() { byLabel[label].append(row) }
        let fewest = byLabel.filter { !$0.isEmpty }.map(\.count).min() ?? 0
        guard labels.count >= 200, fewest >= 20 else { return nil }
        var random = TuningSeed.random(seed, .fold)
        var isHeld = [Bool](repeating: false, count: labels.count)
        for rows in byLabel {
            for place in random.order(of: rows.count).prefix(rows.count / 10) { isHeld[rows[place]] = true }
        }
        return (rows(labels.indices.filter { !isHeld[$0] }), rows(labels.indices.filter { isHeld[$0] }))
    }
}
