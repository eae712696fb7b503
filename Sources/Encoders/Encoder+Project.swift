internal import Synchronization
public import Tensors
internal import Tokenizers

/// What the tokens of one text add to its vector along some directions.
public struct TokenProjection: Sendable {
    /// Where each token stands in the text, in UTF-8 bytes; empty for special tokens.
    public let ranges: [Range<Int>]
    /// Each token's part of the text, the mean over the pools that tokens share; the parts sum to 1.
    public let shares: [Double]
    /// What each token adds along each direction, [tokens × directions], row by row.
    public let amounts: [Double]
}

extension Encoder {
    /// The pools that tokens share exactly, and those that they don't.
    public var sharedPooling: (shared: [PoolingMode], whole: [PoolingMode]) {
        (pooling.filter(\.isShared), pooling.filter { !$0.isShared })
    }

    /// Splits what `texts` have along `directions`, [directions × dimension], among their tokens.
    ///
    /// Token t adds direction · Σ_p a_pt h_t / norm, over the pools p that are weighted sums of tokens, so the amounts of a
    /// text sum to direction · vector, less what pools that tokens can't share add. One pass over the texts, which keeps
    /// no token's vector. `onTexts` gets the texts in their order, a stretch at a time; `onProgress` is told how many are
    /// done. Throws ``EncoderError/interrupted``.
    public func project(
        _ texts: [String], onto directions: DoubleMatrix, threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false }, onProgress: (_ done: Int) -> Void = { _ in },
        onTexts: (_ first: Int, _ texts: [TokenProjection]) -> Void
    ) throws(EncoderError) {
        precondition(directions.columns == dimension, "directions of another dimension")
        let pool = ThreadPool(threads: threads)
        let columns = pooledColumns(directions)
        for start in stride(from: 0, to: texts.count, by: Self.stretch) {
            let part = Array(texts[start..<min(start + Self.stretch, texts.count)])
            let tokens = pool.map(part.count) { self.tokenize(part[$0]) }
            let plan = BatchPlan.batches(tokens.map(\.tokens.count))
            let results = Mutex([TokenProjection?](repeating: nil, count: part.count))
            let isStopped = Atomic(false)
            let done = Atomic(start)
            pool.forEach(plan.count, between: { onProgress(done.load(ordering: .relaxed)) }) { number in
                let stop = { isStopped.load(ordering: .relaxed) || shouldStop() }
                let rows = plan[number]
                guard let split = self.split(Array(tokens[rows]), columns, directions.rows, stop) else {
                    return isStopped.store(true, ordering: .relaxed)
                }
                results.withLock { list in
                    for (row, projection) in zip(rows, split) { list[row] = projection }
                }
                done.add(rows.count, ordering: .relaxed)
            }
            guard !isStopped.load(ordering: .relaxed) else { throw .interrupted }
            onTexts(start, results.withLock { $0 }.compactMap(\.self))
        }
    }

    /// So many texts are split before they are handed on in their order.
    private static var stretch: Int { 2048 }

    /// The directions as each shared pool sees them, [token dimension × directions]; nil for the other pools.
    private func pooledColumns(_ directions: DoubleMatrix) -> [[Double]?] {
        let width = tokenDimension
        return pooling.enumerated().map { place, mode in
            guard mode.isShared else { return nil }
            var columns = [Double](repeating: 0, count: width * directions.rows)
            for direction in 0..<directions.rows {
                for column in 0..<width {
                    columns[column * directions.rows + direction] =
                        directions[direction, place * width + column]
                }
            }
            return columns
        }
    }

    /// The projections of one batch; nil when it was stopped.
    private func split(
        _ texts: [Tokenization], _ columns: [[Double]?], _ count: Int, _ shouldStop: () -> Bool
    ) -> [TokenProjection]? {
        var batch = TokenBatch()
        for text in texts { batch.append(text.ids) }
        guard let states = TokenStates(batch, model, layers, shouldStop: shouldStop) else { return nil }
        let matrix = states.matrix
        let sums = columns.map { columns -> [Double]? in
            guard let columns else { return nil }
            var sums = [Double](repeating: 0, count: matrix.rows * count)
            matrix.addProduct(with: columns, width: count, to: &sums, pool: ThreadPool(threads: 1))
            return sums
        }
        var vector = [Float](repeating: 0, count: dimension)
        return texts.indices.map { text in
            let range = batch.range(of: text)
            let norm = vector.withUnsafeMutableBufferPointer { vector -> Float in
                guard let to = vector.baseAddress else { return 1 }
                return pool(
                    states.buffer.pointer + range.lowerBound * states.width, tokens: range.count,
                    size: states.width, to: to)
            }
            return projection(texts[text], sums, range, count, norm: Double(norm))
        }
    }

    private func projection(
        _ text: Tokenization, _ sums: [[Double]?], _ range: Range<Int>, _ count: Int, norm: Double
    ) -> TokenProjection {
        var amounts = [Double](repeating: 0, count: range.count * count)
        var shares = [Double](repeating: 0, count: range.count)
        let shared = Double(max(1, sums.count { $0 != nil }))
        for (mode, sums) in zip(pool.modes, sums) {
            guard let sums, let weights = pool.weights(mode, tokens: range.count) else { continue }
            let total = weights.reduce(0.0) { $0 + Double($1) }
            for (token, weight) in weights.enumerated() where weight != 0 {
                shares[token] += Double(weight) / (total * shared)
                let first = (range.lowerBound + token) * count
                for direction in 0..<count {
                    amounts[token * count + direction] += Double(weight) / norm * sums[first + direction]
                }
            }
        }
        return TokenProjection(ranges: text.tokens.map(\.range), shares: shares, amounts: amounts)
    }
}
