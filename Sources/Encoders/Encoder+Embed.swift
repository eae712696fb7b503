internal import Glibc
internal import Synchronization
public import Tensors

extension Encoder {
    /// The vectors of `texts`: [texts × dimension].
    ///
    /// A vector's bits depend on its text alone, not on the other texts, their order or `threads`.
    /// `onBatch` gets the rows that are ready, in no fixed order, with their vectors, on the calling thread and as soon
    /// as that is free (some 20 ms); after an interrupt what it got is good. `shouldStop` is asked several
    /// times a batch, from any thread. Throws ``EncoderError/interrupted`` alone.
    public func embed(
        _ texts: [String], threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false },
        onBatch: (_ rows: Range<Int>, _ vectors: Matrix) -> Void = { _, _ in }
    ) throws(EncoderError) -> Matrix {
        var all = Matrix(rows: texts.count, columns: dimension)
        let width = dimension
        try stream(texts, threads: threads, shouldStop: shouldStop) { rows, vectors in
            all.values.withUnsafeMutableBufferPointer { values in
                vectors.values.withUnsafeBufferPointer { batch in
                    guard let to = values.baseAddress, let from = batch.baseAddress else { return }
                    memcpy(to + rows.lowerBound * width, from, batch.count * MemoryLayout<Float>.stride)
                }
            }
            onBatch(rows, vectors)
        }
        return all
    }

    /// As ``embed(_:threads:shouldStop:onBatch:)``, keeping nothing: for corpora of any size.
    public func stream(
        _ texts: [String], threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false },
        onBatch: (_ rows: Range<Int>, _ vectors: Matrix) -> Void
    ) throws(EncoderError) {
        let pool = ThreadPool(threads: threads)
        for start in stride(from: 0, to: texts.count, by: Self.window) {
            let window = start..<min(start + Self.window, texts.count)
            let ids = tokenized(texts, window, pool)
            let plan = BatchPlan.batches(ids.map(\.count))
            let finished = Mutex<[(rows: Range<Int>, vectors: Matrix)]>([])
            let isStopped = Atomic(false)
            let handOn = {
                let ready = finished.withLock { list in
                    defer { list = [] }
                    return list
                }
                for (rows, vectors) in ready { onBatch(rows, vectors) }
            }
            pool.forEach(plan.count, between: handOn) { number in
                let stop = { isStopped.load(ordering: .relaxed) || shouldStop() }
                guard let vectors = self.vectors(of: ids[plan[number]], shouldStop: stop) else {
                    return isStopped.store(true, ordering: .relaxed)
                }
                let rows = plan[number].lowerBound + start..<plan[number].upperBound + start
                finished.withLock { $0.append((rows, vectors)) }
            }
            guard !isStopped.load(ordering: .relaxed) else { throw .interrupted }
        }
    }

    /// How many texts are tokenized before their batches are planned.
    private static var window: Int { 2048 }

    private func tokenized(_ texts: [String], _ window: Range<Int>, _ pool: ThreadPool) -> [[Int32]] {
        let share = 64
        let found = Mutex([[Int32]](repeating: [], count: window.count))
        pool.forEach((window.count + share - 1) / share) { piece in
            let part = piece * share..<min((piece + 1) * share, window.count)
            let ids = part.map { self.ids(of: texts[window.lowerBound + $0]) }
            found.withLock { $0.replaceSubrange(part, with: ids) }
        }
        return found.withLock { $0 }
    }

    /// The vectors of one batch; nil when it was stopped.
    private func vectors(of texts: ArraySlice<[Int32]>, shouldStop: () -> Bool) -> Matrix? {
        var batch = TokenBatch()
        for ids in texts { batch.append(ids) }
        guard let states = TokenStates(batch, model, layers, shouldStop: shouldStop) else { return nil }
        var vectors = Matrix(rows: texts.count, columns: dimension)
        let width = dimension
        vectors.values.withUnsafeMutableBufferPointer { values in
            guard let base = values.baseAddress else { return }
            for text in 0..<batch.textCount {
                let range = batch.range(of: text)
                pool(
                    states.buffer.pointer + range.lowerBound * states.width, tokens: range.count,
                    size: states.width, to: base + text * width)
            }
        }
        return vectors
    }
}
