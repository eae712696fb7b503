internal import Tensors

/// The rows of counted texts: entries by feature become values by column.
struct RowFilling: Sendable {
    let blocks: [(counter: Int, content: CountedBlock)]
    /// The number of entries in all blocks.
    let pairs: Int
    /// For each counter the column of each of its features, −1 for those that are left out.
    let columns: [[Int32]]
    /// The number of columns.
    let width: Int

    /// All rows, columns ascending, weighted; nil when `shouldStop` says so.
    ///
    /// Blocks are released as they are read.
    func rows(
        _ weighting: RowWeighting, _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) -> SparseRows? {
        let ends = pool.map(blocks.count) { rowEnds($0) }
        let bounds = ends.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int($1.last ?? 0)) }
        let offsets = [0] + zip(ends, bounds).flatMap { block, first in block.map { first + Int($0) } }
        let total = bounds.last ?? 0
        var values: [Double] = []
        let indices = [Int32](unsafeUninitializedCapacity: total) { indices, indexCount in
            indexCount = total
            // Each block has a part of its own, so threads never meet.
            nonisolated(unsafe) let indices = indices
            values = [Double](unsafeUninitializedCapacity: total) { values, valueCount in
                valueCount = total
                nonisolated(unsafe) let values = values
                pool.forEach(blocks.count) { block in
                    let part = bounds[block]..<bounds[block + 1]
                    let room = Room(
                        ends: ends[block], indices: UnsafeMutableBufferPointer(rebasing: indices[part]),
                        values: UnsafeMutableBufferPointer(rebasing: values[part]))
                    guard !shouldStop() else { return }
                    fill(block, room)
                    room.weight(weighting)
                }
            }
        }
        guard !shouldStop() else { return nil }
        return SparseRows(trusted: width, offsets: offsets, indices: indices, values: values)
    }

    /// Where each row of a block ends.
    private func rowEnds(_ block: Int) -> [Int32] {
        let (counter, content) = blocks[block]
        let columns = columns[counter]
        var (place, kept): (Int, Int32) = (0, 0)
        return content.withEntries { entries in
            content.ends.map { end in
                while place < end {
                    if columns[Int(entries[place].feature)] >= 0 { kept += 1 }
                    place += 1
                }
                return kept
            }
        }
    }

    /// Where the rows of a block go.
    private struct Room {
        /// Where each row ends.
        let ends: [Int32]
        let indices: UnsafeMutableBufferPointer<Int32>
        let values: UnsafeMutableBufferPointer<Double>

        func weight(_ weighting: RowWeighting) {
            var start = 0
            for end in ends.lazy.map(Int.init) {
                weighting.apply(
                    UnsafeBufferPointer(rebasing: indices[start..<end]),
                    UnsafeMutableBufferPointer(rebasing: values[start..<end]))
                start = end
            }
        }
    }

    /// What a row has of a column.
    private struct Placed {
        let row: Int32
        let count: Int32
    }

    /// Sorts a block's entries by column, counting, then deals them out to their rows, so that no row need be sorted.
    private func fill(_ block: Int, _ room: Room) {
        var ends = ends(block)
        let placed = placed(block, room.indices.count, &ends)
        blocks[block].content.release()
        var next = [0] + room.ends.dropLast()
        var place = 0
        for (column, end) in ends.enumerated() {
            while place < end {
                let row = Int(placed[place].row)
                room.indices[Int(next[row])] = Int32(truncatingIfNeeded: column)
                room.values[Int(next[row])] = Double(placed[place].count)
                next[row] += 1
                place += 1
            }
        }
    }

    /// Where the entries of each column would begin in the order of columns.
    private func ends(_ block: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: width + 1)
        let columns = columns[blocks[block].counter]
        blocks[block].content.withEntries { entries in
            for entry in entries { starts[Int(columns[Int(entry.feature)] + 1)] += 1 }
        }
        // Those that are left out were counted at 0.
        starts[0] = 0
        for column in 0..<width { starts[column + 1] += starts[column] }
        starts.removeLast()
        return starts
    }

    /// The block's entries in the order of columns, each in the order of its rows; `starts` become ends.
    private func placed(_ block: Int, _ total: Int, _ starts: inout [Int32]) -> [Placed] {
        let (counter, content) = blocks[block]
        let columns = columns[counter]
        return [Placed](unsafeUninitializedCapacity: total) { placed, count in
            count = total
            content.withEntries { entries in
                var place = 0
                for (row, end) in content.ends.enumerated() {
                    while place < end {
                        let entry = entries[place]
                        place += 1
                        let column = Int(columns[Int(entry.feature)])
                        guard column >= 0 else { continue }
                        placed.initializeElement(
                            at: Int(starts[column]),
                            to: Placed(row: Int32(truncatingIfNeeded: row), count: entry.count))
                        starts[column] += 1
                    }
                }
            }
        }
    }
}
