internal import Tensors

/// The rows of all chunks, side by side on the pool's threads: entries by feature become values by column.
struct CountedChunks: Sendable {
    let chunks: [ChunkVocabulary]
    /// For each chunk the column of each of its features, −1 for those that are left out.
    let columns: [[Int32]]
    /// The number of columns.
    let width: Int

    /// All rows, columns ascending, weighted; nil when `shouldStop` says so.
    func rows(
        _ weighting: RowWeighting, _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) -> SparseRows? {
        let ends = pool.map(chunks.count) { rowEnds($0) }
        let bounds = ends.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1.last ?? 0)) }
        let offsets = [0] + zip(ends, bounds).flatMap { chunk, first in chunk.map { first + $0 } }
        let total = bounds.last ?? 0
        var values: [Double] = []
        let indices = [Int32](unsafeUninitializedCapacity: total) { indices, indexCount in
            indexCount = total
            // Each chunk has a part of its own, so threads never meet.
            nonisolated(unsafe) let indices = indices
            values = [Double](unsafeUninitializedCapacity: total) { values, valueCount in
                valueCount = total
                nonisolated(unsafe) let values = values
                pool.forEach(chunks.count) { chunk in
                    let part = bounds[chunk]..<bounds[chunk + 1]
                    fill(
                        chunk, ends[chunk], weighting, UnsafeMutableBufferPointer(rebasing: indices[part]),
                        UnsafeMutableBufferPointer(rebasing: values[part]), shouldStop)
                }
            }
        }
        guard !shouldStop() else { return nil }
        return SparseRows(trusted: width, offsets: offsets, indices: indices, values: values)
    }

    /// Where each row of a chunk ends.
    private func rowEnds(_ chunk: Int) -> [Int] {
        let (entries, columns) = (chunks[chunk].entries, columns[chunk])
        var (place, kept) = (0, 0)
        return chunks[chunk].ends.map { end in
            while place < end {
                if columns[Int(entries[place].feature)] >= 0 { kept += 1 }
                place += 1
            }
            return kept
        }
    }

    /// What a row has of a feature.
    private struct Placed {
        let row: Int32
        let count: Int32
    }

    /// Sorts a chunk's entries by column, then deals them out to their rows, so that no row need be sorted.
    private func fill(
        _ chunk: Int, _ ends: [Int], _ weighting: RowWeighting, _ indices: UnsafeMutableBufferPointer<Int32>,
        _ values: UnsafeMutableBufferPointer<Double>, _ shouldStop: () -> Bool
    ) {
        let order = order(chunk)
        guard !shouldStop() else { return }
        let placed = placed(chunk, order)
        var next = [0] + ends.dropLast()
        var place = 0
        for (number, feature) in order.enumerated() {
            if number & 1023 == 0, shouldStop() { return }
            let column = columns[chunk][feature]
            for _ in 0..<chunks[chunk].tallies[feature].documents {
                let at = next[Int(placed[place].row)]
                next[Int(placed[place].row)] = at + 1
                indices[at] = column
                values[at] = Double(placed[place].count)
                place += 1
            }
        }
        var start = 0
        for end in ends {
            weighting.apply(
                UnsafeBufferPointer(rebasing: indices[start..<end]),
                UnsafeMutableBufferPointer(rebasing: values[start..<end]))
            start = end
        }
    }

    /// The features of a chunk that are kept, in the order of their columns.
    private func order(_ chunk: Int) -> [Int] {
        var keys: [UInt64] = []
        for (feature, column) in columns[chunk].enumerated() where column >= 0 {
            keys.append(UInt64(column) << 32 | UInt64(feature))
        }
        keys.sort()
        return keys.map { Int($0 & 0xFFFF_FFFF) }
    }

    /// The entries of a chunk's features, feature after feature in `order`, each in the order of its rows.
    private func placed(_ chunk: Int, _ order: [Int]) -> [Placed] {
        let content = chunks[chunk]
        var next = [Int](repeating: -1, count: content.tallies.count)
        var total = 0
        for feature in order {
            next[feature] = total
            total += Int(content.tallies[feature].documents)
        }
        return [Placed](unsafeUninitializedCapacity: total) { placed, count in
            count = total
            var place = 0
            for (row, end) in content.ends.enumerated() {
                while place < end {
                    let entry = content.entries[place]
                    place += 1
                    let at = next[Int(entry.feature)]
                    guard at >= 0 else { continue }
                    next[Int(entry.feature)] = at + 1
                    placed.initializeElement(
                        at: at, to: Placed(row: Int32(truncatingIfNeeded: row), count: entry.count))
                }
            }
        }
    }
}
