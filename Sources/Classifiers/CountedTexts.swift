internal import Synchronization
internal import Tensors

/// Texts counted in blocks by counters side by side, one a thread.
///
/// Which counter reads a block is left to chance; nothing that is made of the counts depends on it.
struct CountedTexts: Sendable {
    /// What each counter has met.
    let features: [CountedFeatures]
    /// The texts in their order, and which counter has read each block.
    let blocks: [(counter: Int, content: CountedBlock)]

    /// Blocks are small, since each thread holds one twice while rows are made of it; and not too many, since each goes over
    /// all columns.
    private static func bounds(_ texts: Int, _ pool: ThreadPool) -> [Int] {
        Chunks.bounds(texts, pieces: max(128, pool.threads * 8, texts / 4096))
    }

    /// Nil when `shouldStop` says so.
    init?(_ texts: [String], _ settings: Vectorizer, _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool) {
        let bounds = Self.bounds(texts.count, pool)
        let next = Atomic<Int>(0)
        let counted = pool.map(min(pool.threads, bounds.count - 1)) { _ in
            var counter = FeatureCounter(settings)
            var blocks: [(Int, CountedBlock)] = []
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block + 1 < bounds.count,
                    let content = counter.count(texts[bounds[block]..<bounds[block + 1]], shouldStop)
                else { return (counter.features, blocks) }
                blocks.append((block, content))
            }
        }
        features = counted.map(\.0)
        blocks = counted.enumerated().flatMap { counter, part in
            part.1.map { (number: $0.0, counter: counter, content: $0.1) }
        }.sorted { $0.number < $1.number }.map { ($0.counter, $0.content) }
        // What was interrupted left blocks behind.
        guard blocks.count == bounds.count - 1 else { return nil }
    }

    /// The number of pairs of a text and one of its features.
    var pairs: Int { blocks.reduce(0) { $0 + Int($1.content.ends.last ?? 0) } }

    /// How often each feature of each counter occurs over all texts; with `binary` once a text.
    func totals(binary: Bool) -> [[Int]] {
        if binary { return features.map { $0.documents.map(Int.init) } }
        var totals = features.map { [Int](repeating: 0, count: $0.documents.count) }
        for (counter, content) in blocks {
            content.withEntries { entries in
                for entry in entries { totals[counter][Int(entry.feature)] += Int(entry.count) }
            }
        }
        return totals
    }
}
