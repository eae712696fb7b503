internal import Tensors

/// The features of all chunks under one numbering, split by hash into parts that are merged in parallel.
struct MergedVocabulary: Sendable {
    /// A feature: its part and its number there.
    struct Feature: Sendable {
        var part: Int32
        var number: Int32
        /// The first eight bytes, big-endian: compared before the rest.
        var prefix: UInt64
    }

    fileprivate struct Part: Sendable {
        var table: SpanTable
        var documents: [Int] = []
        var totals: [Int] = []
        /// The number here of each chunk's features, -1 for those of other parts.
        var numbers: [[Int32]] = []
    }

    private static let partCount = 8
    private let parts: [Part]

    /// Nil when `shouldStop` says so.
    init?(_ chunks: [ChunkVocabulary], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool) {
        parts = pool.map(Self.partCount) { number in
            var part = Part(
                table: SpanTable(capacity: (chunks.map(\.table.count).max() ?? 0) / Self.partCount))
            for chunk in chunks { part.merge(chunk, part: number, shouldStop) }
            return part
        }
        if shouldStop() { return nil }
    }

    /// The number of features.
    var count: Int { parts.reduce(0) { $0 + $1.table.count } }
    /// The largest number of documents that a feature occurs in.
    var highest: Int { parts.compactMap { $0.documents.max() }.max() ?? 0 }

    func documents(_ feature: Feature) -> Int { parts[Int(feature.part)].documents[Int(feature.number)] }
    func total(_ feature: Feature) -> Int { parts[Int(feature.part)].totals[Int(feature.number)] }
    /// Calls `body` with a feature's bytes and their hash.
    func withSpan<Result>(
        _ feature: Feature, _ body: (UnsafeBufferPointer<UInt8>, UInt64) -> Result
    ) -> Result {
        let (table, number) = (parts[Int(feature.part)].table, Int(feature.number))
        return table.withSpan(number) { body($0, table.hashes[number]) }
    }

    /// The features whose document count passes `isKept`.
    func features(_ isKept: (Int) -> Bool) -> [Feature] {
        var kept: [Feature] = []
        for (part, content) in parts.enumerated() {
            for (number, documents) in content.documents.enumerated() where isKept(documents) {
                let prefix = content.table.withSpan(number) { span in
                    (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < span.count ? UInt64(span[$1]) : 0) }
                }
                kept.append(
                    Feature(part: Int32(part), number: Int32(truncatingIfNeeded: number), prefix: prefix))
            }
        }
        return kept
    }

    /// Features sorted by their bytes; in any order when `shouldStop` says so.
    func sorted(
        _ features: [Feature], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) -> [Feature] {
        // Dealt out by their first two bytes; what shares these is sorted by itself.
        var bounds = [Int](repeating: 0, count: 65_537)
        for feature in features { bounds[Int(feature.prefix >> 48) + 1] += 1 }
        for bucket in 1..<bounds.count { bounds[bucket] += bounds[bucket - 1] }
        var next = bounds
        var sorted = features
        for feature in features {
            let bucket = Int(feature.prefix >> 48)
            sorted[next[bucket]] = feature
            next[bucket] += 1
        }
        let (ends, leads) = (bounds, 256)
        pool.forEachPart(of: &sorted, bounds: (0...leads).map { ends[$0 * leads] }) { lead, part in
            let first = ends[lead * leads]
            for bucket in lead * leads..<(lead + 1) * leads where ends[bucket + 1] - ends[bucket] > 1 {
                if shouldStop() { return }
                var equal = UnsafeMutableBufferPointer(
                    rebasing: part[ends[bucket] - first..<ends[bucket + 1] - first])
                equal.sort(by: isAscending)
            }
        }
        return sorted
    }

    private func isAscending(_ left: Feature, _ right: Feature) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return withSpan(left) { left, _ in
            withSpan(right) { right, _ in left.lexicographicallyPrecedes(right) }
        }
    }

    /// For each chunk the column of each of its features among `kept`, or -1.
    func columns(of kept: [Feature], _ pool: ThreadPool) -> [[Int32]] {
        var places = parts.map { [Int32](repeating: -1, count: $0.table.count) }
        for (column, feature) in kept.enumerated() {
            places[Int(feature.part)][Int(feature.number)] = Int32(truncatingIfNeeded: column)
        }
        let found = places
        return pool.map(parts.first?.numbers.count ?? 0) { chunk in
            var columns = [Int32](repeating: -1, count: parts[0].numbers[chunk].count)
            for (part, places) in zip(parts, found) {
                for (feature, number) in part.numbers[chunk].enumerated() where number >= 0 {
                    columns[feature] = places[Int(number)]
                }
            }
            return columns
        }
    }
}

extension MergedVocabulary.Part {
    fileprivate mutating func merge(_ chunk: ChunkVocabulary, part: Int, _ shouldStop: () -> Bool) {
        var own = [Int32](repeating: -1, count: chunk.table.count)
        for (feature, hash) in chunk.table.hashes.enumerated() where Int(hash >> 61) == part {
            if feature & 8191 == 0, shouldStop() { return }
            let number = chunk.table.withSpan(feature) { table.insert($0, hash: hash) }
            if number == documents.count {
                documents.append(0)
                totals.append(0)
            }
            documents[number] += Int(chunk.tallies[feature].documents)
            totals[number] += chunk.tallies[feature].total
            own[feature] = Int32(truncatingIfNeeded: number)
        }
        numbers.append(own)
    }
}
