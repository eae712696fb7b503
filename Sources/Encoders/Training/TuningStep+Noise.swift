internal import Tensors

extension TuningStep {
    /// The tokens of those texts of a batch in which some are read as unknown ones, by their places in the batch.
    ///
    /// The first and the last token stay, which are special. Where the vocabulary has no unknown token, tokens are left out.
    func noisyTokens(_ rows: [Int], _ epoch: Int, _ batch: Int) -> [Int: [Int32]] {
        guard settings.tokenNoise > 0 else { return [:] }
        var random = TuningSeed.random(settings.seed, .tokens, epoch: epoch, batch: batch)
        var changed: [Int: [Int32]] = [:]
        for (place, row) in rows.enumerated() {
            let ids = texts.ids[row]
            let falls = ids.indices.map { token in
                random.unit() < settings.tokenNoise && token > 0 && token < ids.count - 1
            }
            guard falls.contains(true) else { continue }
            changed[place] = ids.indices.compactMap { falls[$0] ? unknown : ids[$0] }
        }
        return changed
    }

    /// Adds normal noise to each token's states, whose deviation is a share of their root mean square.
    func addNoise(to batch: inout TrainingBatch, _ epoch: Int, _ number: Int) {
        var random = TuningSeed.random(settings.seed, .vectors, epoch: epoch, batch: number)
        let size = stack.size
        for token in 0..<batch.tokenCount {
            let states = batch.states.pointer + token * size
            var squares = 0.0
            for place in 0..<size { squares += Double(states[place]) * Double(states[place]) }
            let deviation = settings.vectorNoise * (squares / Double(size)).squareRoot()
            for place in 0..<size { states[place] += Float(deviation * random.normal()) }
        }
    }
}
