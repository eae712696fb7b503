internal import Encoders
public import Tensors

extension EncoderLibrary {
    /// The vectors of `texts`, from the cache where it has them: [texts × dimension].
    ///
    /// What is encoded goes to the cache batch by batch, so an interrupt or a crash loses at most one batch.
    /// `onProgress` counts the texts that had to be encoded; it isn't called when there are none.
    public func embed(
        _ texts: [String], with reference: EncoderReference,
        threads: Int = ThreadPool.processorCount, shouldStop: @Sendable () -> Bool = { false },
        onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(TextModelError) -> Matrix {
        let encoder = try encoder(reference)
        let store = store(of: encoder)
        let keys = try Self.keys(of: texts, ThreadPool(threads: threads), shouldStop)
        var result = Matrix(rows: texts.count, columns: encoder.dimension)
        var absent = Array(texts.indices)
        if let store { absent = try Self.read(keys, from: store, into: &result, shouldStop) }
        let (waiting, copies) = Self.firstOccurrences(absent, keys)
        guard !waiting.isEmpty else { return result }
        var done = 0
        onProgress(0, waiting.count)
        defer { store?.flush() }
        try TextModelError.encoding { () throws(EncoderError) in
            try encoder.stream(waiting.map { texts[$0] }, threads: threads, shouldStop: shouldStop) {
                rows, vectors in
                store?.append(vectors, of: rows.map { keys[waiting[$0]] })
                for (offset, index) in rows.enumerated() { result.copy(vectors, offset, to: waiting[index]) }
                done += rows.count
                onProgress(done, waiting.count)
            }
        }
        for (row, first) in copies { result.copyRow(first, to: row) }
        return result
    }

    /// The vectors of a corpus of any size, in memory that doesn't grow with it: chunk after chunk as `next` gives them.
    ///
    /// Chunks of some thousand texts keep all threads busy. Between chunks only the cache tells that a text was seen before.
    public func stream(
        with reference: EncoderReference, threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false }, next: () -> [String]?,
        onVectors: (_ texts: [String], _ vectors: Matrix) -> Void
    ) throws(TextModelError) {
        while let texts = next() {
            onVectors(texts, try embed(texts, with: reference, threads: threads, shouldStop: shouldStop))
        }
    }

    /// How many vectors the cache holds for an encoder.
    public func cachedCount(for reference: EncoderReference) throws(TextModelError) -> Int {
        store(of: try encoder(reference))?.count ?? 0
    }

    /// What the cache calls the encoder of a reference, also when its folder is gone.
    public func folderName(of reference: EncoderReference) -> String {
        let known = Catalogue.encoders.first { $0.name == reference.name }?.folder
        let path = (try? folder(of: reference.name)) ?? known ?? reference.name
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// So many texts are looked up between two questions whether to stop.
    private static let block = 1024

    private static func keys(
        of texts: [String], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) throws(TextModelError) -> [VectorKey] {
        let blocks = (texts.count + block - 1) / block
        let keys = pool.map(blocks) { number -> [VectorKey] in
            guard !shouldStop() else { return [] }
            return texts[number * block..<min(texts.count, (number + 1) * block)].map(VectorKey.init(of:))
        }
        let all = Array(keys.joined())
        guard all.count == texts.count else { throw .interrupted }
        return all
    }

    /// Reads what the store has; the rows that it hasn't.
    private static func read(
        _ keys: [VectorKey], from store: EmbeddingStore, into result: inout Matrix,
        _ shouldStop: @Sendable () -> Bool
    ) throws(TextModelError) -> [Int] {
        let width = result.columns
        var absent: [Int] = []
        for start in stride(from: 0, to: keys.count, by: block) {
            if shouldStop() { throw .interrupted }
            let range = start..<min(start + block, keys.count)
            result.values.withUnsafeMutableBufferPointer { values in
                let rows = UnsafeMutableBufferPointer(
                    rebasing: values[range.lowerBound * width..<range.upperBound * width])
                absent += store.read(keys[range], into: rows).map { $0 + start }
            }
        }
        return absent
    }

    /// Of equal texts the first is encoded, and the others are copied from it.
    private static func firstOccurrences(
        _ rows: [Int], _ keys: [VectorKey]
    ) -> (waiting: [Int], copies: [(row: Int, first: Int)]) {
        var first: [VectorKey: Int] = [:]
        var (waiting, copies): ([Int], [(row: Int, first: Int)]) = ([], [])
        for row in rows {
            if let known = first[keys[row]] {
                copies.append((row, known))
            } else {
                first[keys[row]] = row
                waiting.append(row)
            }
        }
        return (waiting, copies)
    }
}

extension Matrix {
    /// Copies a row of a matrix of the same width.
    fileprivate mutating func copy(_ other: Matrix, _ from: Int, to row: Int) {
        let width = columns
        values.withUnsafeMutableBufferPointer { values in
            other.withRow(from) { source in
                _ = UnsafeMutableBufferPointer(rebasing: values[row * width..<(row + 1) * width]).update(
                    from: source)
            }
        }
    }

    /// Copies one of its own rows.
    fileprivate mutating func copyRow(_ from: Int, to row: Int) {
        let width = columns
        for column in 0..<width { values[row * width + column] = values[from * width + column] }
    }
}
